// Full TLS handshakes, many at once. Arguments: port, CA file, how many at once, milliseconds. Prints what came of it as JSON.
package main

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"os"
	"strconv"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

func main() {
	ca, err := os.ReadFile(os.Args[2])
	if err != nil {
		panic(err)
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(ca)
	atOnce, _ := strconv.Atoi(os.Args[3])
	milliseconds, _ := strconv.Atoi(os.Args[4])
	config := &tls.Config{RootCAs: roots, ServerName: "localhost"}
	begun := time.Now()
	end := begun.Add(time.Duration(milliseconds) * time.Millisecond)
	var done, failed atomic.Int64
	var all sync.WaitGroup
	for i := 0; i < atOnce; i++ {
		all.Add(1)
		go func() {
			defer all.Done()
			for time.Now().Before(end) {
				connection, err := tls.Dial("tcp", "127.0.0.1:"+os.Args[1], config)
				if err != nil {
					failed.Add(1)
					continue
				}
				connection.Close()
				done.Add(1)
			}
		}()
	}
	all.Wait()
	var usage syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &usage)
	cpu := float64(usage.Utime.Nano()+usage.Stime.Nano()) / 1e6
	fmt.Printf("{\"done\":%d,\"failed\":%d,\"ms\":%d,\"cpuMs\":%.1f,\"maxRss\":%d}\n",
		done.Load(), failed.Load(), time.Since(begun).Milliseconds(), cpu, usage.Maxrss)
}
