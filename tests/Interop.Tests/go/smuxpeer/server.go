package main

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"math/rand"
	"net"
	"os"
	"sync/atomic"

	"github.com/xtaci/smux"
)

func serve(s settings) error {
	listener, err := net.Listen("tcp", s.listen)
	if err != nil {
		return err
	}
	fmt.Printf("LISTEN %s\n", listener.Addr())
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go s.serveSession(conn)
		}
	}()
	waitForStdin()
	return nil
}

func (s settings) serveSession(conn net.Conn) {
	session, err := smux.Server(s.abrupt(conn), s.config())
	if err != nil {
		return
	}
	defer session.Close()
	for {
		stream, err := session.AcceptStream()
		if err != nil {
			return
		}
		go s.serveStream(stream)
	}
}

func (s settings) serveStream(stream *smux.Stream) {
	defer stream.Close()
	switch s.service {
	case "echo":
		_, _ = io.Copy(stream, stream)
	case "abandon":
		_, _ = io.ReadFull(stream, make([]byte, 1))
		_, _ = io.Copy(stream, stream)
	case "sink":
		sink(stream)
	case "discard":
		discard(stream)
	case "source":
		source(stream)
	case "rand":
		answer(stream)
	}
}

// sink reads a length and as many bytes, and answers with their CRC-32C in eight bytes.
func sink(stream *smux.Stream) {
	length, err := readNumber(stream)
	if err != nil {
		return
	}
	sum := crc32.New(table)
	if _, err := io.CopyN(sum, onlyReader{stream}, int64(length)); err != nil {
		return
	}
	writeNumber(stream, uint64(sum.Sum32()))
	_, _ = io.Copy(io.Discard, onlyReader{stream})
}

// discard is sink without the sum.
func discard(stream *smux.Stream) {
	length, err := readNumber(stream)
	if err != nil {
		return
	}
	buffer := make([]byte, 65536)
	for left := int64(length); left > 0; {
		n, err := stream.Read(buffer)
		left -= int64(n)
		if err != nil {
			return
		}
	}
	writeNumber(stream, 0)
	_, _ = stream.Read(buffer)
}

func source(stream *smux.Stream) {
	length, err := readNumber(stream)
	if err != nil {
		return
	}
	_, _ = send(stream, int64(length), 65536)
}

func answer(stream *smux.Stream) {
	word := make([]byte, 4)
	for {
		if _, err := io.ReadFull(stream, word); err != nil || string(word) != "RAND" {
			return
		}
		writeNumber(stream, rand.Uint64())
	}
}

func readNumber(r io.Reader) (uint64, error) {
	var number [8]byte
	_, err := io.ReadFull(r, number[:])
	return binary.BigEndian.Uint64(number[:]), err
}

func writeNumber(w io.Writer, value uint64) {
	var number [8]byte
	binary.BigEndian.PutUint64(number[:], value)
	_, _ = w.Write(number[:])
}

// onlyReader hides WriteTo, which returns no count of what is left.
type onlyReader struct{ io.Reader }

func (s settings) abrupt(conn net.Conn) net.Conn {
	if s.dieAfter > 0 {
		return &cut{conn, s.dieAfter, true}
	}
	if s.abortAfter > 0 {
		return &cut{conn, s.abortAfter, false}
	}
	return conn
}

// cut ends the connection, or the process with it, after so many bytes of the peer.
type cut struct {
	net.Conn
	left int64
	die  bool
}

func (c *cut) Read(b []byte) (int, error) {
	n, err := c.Conn.Read(b)
	if atomic.AddInt64(&c.left, -int64(n)) <= 0 {
		if c.die {
			os.Exit(9)
		}
		_ = c.Conn.Close()
		return 0, io.ErrClosedPipe
	}
	return n, err
}
