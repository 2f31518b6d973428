package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"github.com/xtaci/smux"
)

func call(s settings) error {
	conn, err := net.Dial("tcp", s.to)
	if err != nil {
		return err
	}
	session, err := smux.Client(s.abrupt(conn), s.config())
	if err != nil {
		return err
	}
	if s.warm > 0 {
		if err := s.warmUp(session); err != nil {
			return err
		}
	}
	started := time.Now()
	count := int64(s.streams)
	switch s.do {
	case "echo":
		err = each(s.streams, func(int) error { return s.echo(session) })
	case "sink":
		err = each(s.streams, func(int) error { return s.sink(session, true) })
	case "bulk":
		err = each(s.streams, func(int) error { return s.sink(session, false) })
		count = s.bytes * int64(s.streams)
	case "source":
		err = each(s.streams, func(int) error { return s.source(session) })
	case "rand":
		left := s.requests
		err = each(s.workers, func(int) error { return ask(session, &left) })
		count = s.requests
	case "hold":
		err = s.hold(session)
	case "flood":
		err = s.flood(session)
	default:
		err = fmt.Errorf("no such thing to do: %s", s.do)
	}
	if err != nil {
		return err
	}
	fmt.Printf("OK %d %.6f\n", count, time.Since(started).Seconds())
	return session.Close()
}

// warmUp does a part of the work, of which nothing is told.
func (s settings) warmUp(session *smux.Session) error {
	if s.do == "rand" {
		left := s.warm
		return each(s.workers, func(int) error { return ask(session, &left) })
	}
	s.bytes = s.warm
	return s.sink(session, false)
}

func each(n int, run func(int) error) error {
	var group sync.WaitGroup
	errs := make(chan error, n)
	for i := 0; i < n; i++ {
		group.Add(1)
		go func(i int) {
			defer group.Done()
			errs <- run(i)
		}(i)
	}
	group.Wait()
	close(errs)
	for err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func (s settings) echo(session *smux.Session) error {
	stream, err := session.OpenStream()
	if err != nil {
		return err
	}
	defer stream.Close()
	sent := make(chan error, 1)
	go func() {
		_, err := send(stream, s.bytes, s.chunk)
		sent <- err
	}()
	if err := receive(stream, s.bytes); err != nil {
		return err
	}
	return <-sent
}

func (s settings) sink(session *smux.Session, check bool) error {
	stream, err := session.OpenStream()
	if err != nil {
		return err
	}
	defer stream.Close()
	writeNumber(stream, uint64(s.bytes))
	if !check {
		buffer := make([]byte, s.chunk)
		for left := s.bytes; left > 0; left -= s.chunk {
			if _, err := stream.Write(buffer[:min(s.chunk, left)]); err != nil {
				return err
			}
		}
		_, err := readNumber(stream)
		return err
	}
	sum, err := send(stream, s.bytes, s.chunk)
	if err != nil {
		return err
	}
	got, err := readNumber(stream)
	if err == nil && got != uint64(sum) {
		err = fmt.Errorf("checksum %x instead of %x", got, sum)
	}
	return err
}

func (s settings) source(session *smux.Session) error {
	stream, err := session.OpenStream()
	if err != nil {
		return err
	}
	defer stream.Close()
	writeNumber(stream, uint64(s.bytes))
	return receive(stream, s.bytes)
}

// ask opens, sends four bytes, reads eight and closes, as often as there are requests left.
func ask(session *smux.Session, left *int64) error {
	word := []byte("RAND")
	number := make([]byte, 8)
	for atomic.AddInt64(left, -1) >= 0 {
		stream, err := session.OpenStream()
		if err != nil {
			return err
		}
		if _, err := stream.Write(word); err != nil {
			return err
		}
		if _, err := io.ReadFull(stream, number); err != nil {
			return err
		}
		if bytes.Equal(number, make([]byte, 8)) || binary.BigEndian.Uint64(number) == 0 {
			return fmt.Errorf("not a random number")
		}
		if err := stream.Close(); err != nil {
			return err
		}
	}
	return nil
}

// openAll opens streams and sends their bytes without end of stream; the last one is returned.
func (s settings) openAll(session *smux.Session) (*smux.Stream, error) {
	var last *smux.Stream
	for i := 0; i < s.streams; i++ {
		stream, err := session.OpenStream()
		if err != nil {
			return nil, err
		}
		if _, err := send(stream, s.bytes, s.chunk); err != nil {
			return nil, err
		}
		last = stream
	}
	return last, nil
}

// flood opens streams, and waits for the server to end the session.
func (s settings) flood(session *smux.Session) error {
	last, err := s.openAll(session)
	if err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, onlyReader{last})
	return err
}

// hold opens streams, and waits to be killed.
func (s settings) hold(session *smux.Session) error {
	if _, err := s.openAll(session); err != nil {
		return err
	}
	fmt.Println("HOLDING")
	waitForStdin()
	os.Exit(0)
	return nil
}
