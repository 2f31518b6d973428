// Command smuxpeer is a peer on the Go original of smux, for interop tests and for benchmarks measured side by side.
//
//	smuxpeer server -service echo|sink|source|rand|abandon|discard [flags]   prints "LISTEN host:port", ends when stdin does
//	smuxpeer client -do echo|sink|source|rand|bulk|hold|flood -to host:port [flags]
//
// It prints one line "OK ..." or "FAIL reason", then "CPU seconds" of this process.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"os"
	"syscall"

	"github.com/xtaci/smux"
)

type settings struct {
	service, do, to        string
	listen                 string
	version                int
	streams, workers       int
	bytes, chunk, requests int64
	warm                   int64
	frame, streamBuffer    int
	receiveBuffer          int
	abortAfter, dieAfter   int64
}

func main() {
	if len(os.Args) < 2 {
		fail(fmt.Errorf("server or client?"))
	}
	var s settings
	flags := flag.NewFlagSet(os.Args[1], flag.ExitOnError)
	flags.StringVar(&s.service, "service", "echo", "what the server does with a stream")
	flags.StringVar(&s.do, "do", "echo", "what the client does")
	flags.StringVar(&s.listen, "listen", "127.0.0.1:0", "where the server listens")
	flags.StringVar(&s.to, "to", "", "where the client connects to")
	flags.IntVar(&s.version, "version", 1, "protocol version")
	flags.IntVar(&s.streams, "streams", 1, "streams at once")
	flags.IntVar(&s.workers, "workers", 1, "callers at once (rand)")
	flags.Int64Var(&s.bytes, "bytes", 1<<16, "bytes of each stream")
	flags.Int64Var(&s.chunk, "chunk", 1<<16, "bytes of each write")
	flags.Int64Var(&s.requests, "requests", 1000, "requests in all (rand)")
	flags.Int64Var(&s.warm, "warm", 0, "bytes (bulk) or requests (rand) before the clock is started")
	flags.IntVar(&s.frame, "frame", 32768, "MaxFrameSize")
	flags.IntVar(&s.streamBuffer, "stream-buffer", 65536, "MaxStreamBuffer")
	flags.IntVar(&s.receiveBuffer, "receive-buffer", 4194304, "MaxReceiveBuffer")
	flags.Int64Var(&s.abortAfter, "abort-after", 0, "bytes after which the connection is cut; 0: never")
	flags.Int64Var(&s.dieAfter, "die-after", 0, "bytes after which the process ends with code 9; 0: never")
	_ = flags.Parse(os.Args[2:])

	var err error
	if os.Args[1] == "server" {
		err = serve(s)
	} else {
		err = call(s)
	}
	if err != nil {
		fail(err)
	}
	cpu()
}

func (s settings) config() *smux.Config {
	config := smux.DefaultConfig()
	config.Version = s.version
	config.MaxFrameSize = s.frame
	config.MaxStreamBuffer = s.streamBuffer
	config.MaxReceiveBuffer = s.receiveBuffer
	return config
}

func waitForStdin() {
	reader := bufio.NewReader(os.Stdin)
	for {
		if _, err := reader.ReadByte(); err != nil {
			return
		}
	}
}

func fail(err error) {
	fmt.Printf("FAIL %v\n", err)
	cpu()
	os.Exit(1)
}

func cpu() {
	var usage syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &usage)
	seconds := float64(usage.Utime.Sec+usage.Stime.Sec) + float64(usage.Utime.Usec+usage.Stime.Usec)/1e6
	fmt.Printf("CPU %.3f\n", seconds)
}
