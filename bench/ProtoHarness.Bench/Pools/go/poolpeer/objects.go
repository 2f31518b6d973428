package main

import (
	"container/list"
	"errors"
	"sync"
	"sync/atomic"
	"time"
)

// objectPool is the design of go-commons-pool: a map from each object to what is known of it, a deque of the idle ones with a lock and a condition,
// and for each object a lock, a state and the times of its use. Refuses a second return.
type objectPool struct {
	known sync.Map // object -> *pooled
	made  int32

	mu       sync.Mutex
	notEmpty *sync.Cond
	deque    *list.List
}

type pooled struct {
	object any

	mu         sync.Mutex
	allocated  bool
	borrowedAt time.Time
	usedAt     time.Time
	returnedAt time.Time
}

var errNotBorrowed = errors.New("the object is not borrowed from this pool")

func newObjectPool() *objectPool {
	p := &objectPool{deque: list.New()}
	p.notEmpty = sync.NewCond(&p.mu)
	return p
}

func (p *objectPool) get() (any, error) {
	for {
		o := p.poll()
		if o == nil {
			var err error
			if o, err = p.create(); err != nil {
				return nil, err
			}
		}
		if o == nil {
			o = p.take()
		}
		if o.allocate() {
			return o.object, nil
		}
	}
}

func (p *objectPool) put(c any) error {
	v, ok := p.known.Load(c)
	if !ok {
		return errNotBorrowed
	}
	o := v.(*pooled)
	if !o.deallocate() {
		return errNotBorrowed
	}
	p.mu.Lock()
	p.deque.PushFront(o)
	p.notEmpty.Signal()
	p.mu.Unlock()
	return nil
}

func (p *objectPool) create() (*pooled, error) {
	if atomic.AddInt32(&p.made, 1) > capacity {
		atomic.AddInt32(&p.made, -1)
		return nil, nil
	}
	c, err := open()
	if err != nil {
		atomic.AddInt32(&p.made, -1)
		return nil, err
	}
	o := &pooled{object: c}
	p.known.Store(c, o)
	return o, nil
}

// poll takes the first idle object if there is one.
func (p *objectPool) poll() *pooled {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.first()
}

// take waits for one.
func (p *objectPool) take() *pooled {
	p.mu.Lock()
	defer p.mu.Unlock()
	for p.deque.Len() == 0 {
		p.notEmpty.Wait()
	}
	return p.first()
}

func (p *objectPool) first() *pooled {
	if e := p.deque.Front(); e != nil {
		return p.deque.Remove(e).(*pooled)
	}
	return nil
}

func (o *pooled) allocate() bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.allocated {
		return false
	}
	o.allocated = true
	o.borrowedAt = time.Now()
	o.usedAt = o.borrowedAt
	return true
}

func (o *pooled) deallocate() bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	if !o.allocated {
		return false
	}
	o.allocated = false
	o.returnedAt = time.Now()
	return true
}
