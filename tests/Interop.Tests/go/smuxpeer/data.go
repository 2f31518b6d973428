package main

import (
	"fmt"
	"hash/crc32"
	"io"
)

var table = crc32.MakeTable(crc32.Castagnoli)

// fill writes the bytes that stand at a position of a stream of a given length: each is known from where it stands.
func fill(buffer []byte, position, length int64) {
	for i := range buffer {
		at := position + int64(i)
		buffer[i] = byte(at*31 + at>>8 + length)
	}
}

// send writes a stream's bytes and returns their checksum.
func send(w io.Writer, length, chunk int64) (uint32, error) {
	buffer := make([]byte, chunk)
	var sum uint32
	for at := int64(0); at < length; {
		n := min(chunk, length-at)
		fill(buffer[:n], at, length)
		sum = crc32.Update(sum, table, buffer[:n])
		if _, err := w.Write(buffer[:n]); err != nil {
			return sum, err
		}
		at += n
	}
	return sum, nil
}

// receive reads a stream's bytes and compares each.
func receive(r io.Reader, length int64) error {
	buffer := make([]byte, 65536)
	expected := make([]byte, 65536)
	for at := int64(0); at < length; {
		n, err := r.Read(buffer[:min(int64(len(buffer)), length-at)])
		fill(expected[:n], at, length)
		for i := 0; i < n; i++ {
			if buffer[i] != expected[i] {
				return fmt.Errorf("byte %d is %d instead of %d", at+int64(i), buffer[i], expected[i])
			}
		}
		at += int64(n)
		if err != nil && at < length {
			return fmt.Errorf("after %d of %d bytes: %w", at, length, err)
		}
	}
	return nil
}

func min(a, b int64) int64 {
	if a < b {
		return a
	}
	return b
}
