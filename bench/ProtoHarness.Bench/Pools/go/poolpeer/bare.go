package main

// barePool is a channel and nothing else: no limit of age, no replacement, no second return noticed. The least that a pool in Go costs.
type barePool struct{ idle chan any }

func newBarePool() *barePool {
	p := &barePool{idle: make(chan any, capacity)}
	for i := 0; i < capacity; i++ {
		c, _ := open()
		p.idle <- c
	}
	return p
}

func (p *barePool) get() (any, error) { return <-p.idle, nil }

func (p *barePool) put(c any) error {
	p.idle <- c
	return nil
}
