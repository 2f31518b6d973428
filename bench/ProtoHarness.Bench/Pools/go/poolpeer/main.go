// Command poolpeer rents from and returns to pools of the usual Go designs, as often and by as many goroutines as it is told.
//
//	poolpeer -pool bare|channel|objects -renters N -each N [-yield]
//
// It prints the operations (a rent and a return are one), the seconds that they took, and the allocations of each.
package main

import (
	"flag"
	"fmt"
	"os"
	"runtime"
	"sync"
	"time"
)

const (
	capacity    = 10
	idleTimeout = 5 * time.Minute
)

type pool interface {
	get() (any, error)
	put(conn any) error
}

type conn struct{ id int }

func open() (any, error) { return &conn{}, nil }

func main() {
	name := flag.String("pool", "channel", "which design")
	renters := flag.Int("renters", 1, "goroutines")
	each := flag.Int("each", 1000, "operations of each")
	yield := flag.Bool("yield", false, "give up the processor while holding")
	flag.Parse()
	var p pool
	switch *name {
	case "bare":
		p = newBarePool()
	case "channel":
		p = newChannelPool()
	case "objects":
		p = newObjectPool()
	default:
		fmt.Fprintf(os.Stderr, "no such pool: %s\n", *name)
		os.Exit(2)
	}
	run(p, *renters, *each, *yield)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	started := time.Now()
	run(p, *renters, *each, *yield)
	seconds := time.Since(started).Seconds()
	runtime.ReadMemStats(&after)
	count := *renters * *each
	fmt.Printf("OK %d %.6f %.3f\n", count, seconds, float64(after.Mallocs-before.Mallocs)/float64(count))
}

func run(p pool, renters, each int, yield bool) {
	var done sync.WaitGroup
	for r := 0; r < renters; r++ {
		done.Add(1)
		go func() {
			defer done.Done()
			for i := 0; i < each; i++ {
				c, err := p.get()
				if err != nil {
					panic(err)
				}
				if yield {
					runtime.Gosched()
				}
				if err := p.put(c); err != nil {
					panic(err)
				}
			}
		}()
	}
	done.Wait()
}
