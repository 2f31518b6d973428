package main

import (
	"sync"
	"time"
)

// channelPool is the design of silenceper/pool: idle connections in a buffered channel, each wrapped with the time of its return; a lock around
// the count and the queue of those who wait, each with a channel of its own.
//
// The original looks into the channel before it takes the lock and never again, and can so wait for ever beside an idle connection. Here it looks
// once more under the lock: a bench must end.
type channelPool struct {
	mu      sync.Mutex
	idle    chan *idle
	waiters []chan idle
	open    int
}

type idle struct {
	conn  any
	since time.Time
}

func newChannelPool() *channelPool { return &channelPool{idle: make(chan *idle, capacity)} }

func (p *channelPool) get() (any, error) {
	for {
		var w idle
		select {
		case found := <-p.channel():
			w = *found
		default:
			turn, c, err := p.openOrQueue()
			if turn == nil {
				return c, err
			}
			w = <-turn
		}
		if !p.isOld(w) {
			return w.conn, nil
		}
		p.discard()
	}
}

// openOrQueue opens a connection, or gives a channel in which one will come.
func (p *channelPool) openOrQueue() (chan idle, any, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	turn := make(chan idle, 1)
	select {
	case found := <-p.idle:
		turn <- *found
		return turn, nil, nil
	default:
	}
	if p.open < capacity {
		c, err := open()
		if err == nil {
			p.open++
		}
		return nil, c, err
	}
	p.waiters = append(p.waiters, turn)
	return turn, nil, nil
}

func (p *channelPool) put(c any) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	w := idle{c, time.Now()}
	if n := len(p.waiters); n > 0 {
		turn := p.waiters[0]
		copy(p.waiters, p.waiters[1:])
		p.waiters = p.waiters[:n-1]
		turn <- w
		return nil
	}
	p.idle <- &w
	return nil
}

// channel is taken under the lock, because the end of the pool takes it away.
func (p *channelPool) channel() chan *idle {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.idle
}

func (p *channelPool) isOld(w idle) bool { return w.since.Add(idleTimeout).Before(time.Now()) }

func (p *channelPool) discard() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.open--
}
