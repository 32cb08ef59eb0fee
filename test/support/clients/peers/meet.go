// Meets each server of standard input (JSON lines, see meeting.ts) with Go's crypto/tls and net/http, and prints what a user sees:
// JSON lines of client, id, text.
package main

import (
	"bufio"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"runtime"
	"sync"
	"time"
)

type meeting struct {
	Id, Host, Trust string
	Port            int
	Ip, Ca          *string
}

func dial(m meeting) func(context.Context, string, string) (net.Conn, error) {
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		dialer := &net.Dialer{Timeout: 2 * time.Second}
		if m.Ip != nil {
			address = net.JoinHostPort(*m.Ip, fmt.Sprint(m.Port))
		}
		return dialer.DialContext(ctx, network, address)
	}
}

func config(m meeting) (*tls.Config, error) {
	config := &tls.Config{ServerName: m.Host}
	if m.Trust == "none" {
		config.RootCAs = x509.NewCertPool()
	} else if m.Ca != nil {
		pem, err := os.ReadFile(*m.Ca)
		if err != nil {
			return nil, err
		}
		config.RootCAs = x509.NewCertPool()
		config.RootCAs.AppendCertsFromPEM(pem)
	}
	return config, nil
}

func overTls(m meeting) error {
	config, err := config(m)
	if err != nil {
		return err
	}
	plain, err := dial(m)(context.Background(), "tcp", net.JoinHostPort(m.Host, fmt.Sprint(m.Port)))
	if err != nil {
		return err
	}
	defer plain.Close()
	connection := tls.Client(plain, config)
	connection.SetDeadline(time.Now().Add(2 * time.Second))
	if err := connection.Handshake(); err != nil {
		return err
	}
	connection.SetReadDeadline(time.Now().Add(300 * time.Millisecond))
	_, err = connection.Read(make([]byte, 1))
	if timeout, ok := err.(net.Error); ok && timeout.Timeout() {
		return nil
	}
	return err
}

func overHttp(m meeting) error {
	config, err := config(m)
	if err != nil {
		return err
	}
	transport := &http.Transport{TLSClientConfig: config, DialContext: dial(m), TLSHandshakeTimeout: 2 * time.Second}
	client := &http.Client{Transport: transport, Timeout: 3 * time.Second}
	response, err := client.Get(fmt.Sprintf("https://%s/", net.JoinHostPort(m.Host, fmt.Sprint(m.Port))))
	if err != nil {
		return err
	}
	defer response.Body.Close()
	_, err = io.ReadAll(response.Body)
	return err
}

func main() {
	var meetings []meeting
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		var m meeting
		if err := json.Unmarshal(lines.Bytes(), &m); err != nil {
			panic(err)
		}
		meetings = append(meetings, m)
	}
	say := json.NewEncoder(os.Stdout)
	var saying sync.Mutex
	for _, client := range []struct {
		name string
		meet func(meeting) error
	}{{"go-tls", overTls}, {"go-http", overHttp}} {
		say.Encode(map[string]string{"client": client.name, "version": runtime.Version()})
		var all sync.WaitGroup
		places := make(chan bool, 8)
		for _, m := range meetings {
			all.Add(1)
			go func(m meeting) {
				defer all.Done()
				places <- true
				err := client.meet(m)
				<-places
				text := ""
				if err != nil {
					text = err.Error()
				}
				saying.Lock()
				say.Encode(map[string]string{"client": client.name, "id": m.Id, "text": text})
				saying.Unlock()
			}(m)
		}
		all.Wait()
	}
}
