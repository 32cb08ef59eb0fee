// Connects to each target of standard input (JSON lines: id, host, port, ca) as Go's crypto/tls does, and prints what a user sees.
package main

import (
	"bufio"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"fmt"
	"net"
	"os"
	"time"
)

type target struct {
	Id, Host string
	Port     int
	Ca       *string
}

func attempt(t target) error {
	config := &tls.Config{ServerName: t.Host}
	if t.Ca != nil {
		pem, err := os.ReadFile(*t.Ca)
		if err != nil {
			return err
		}
		config.RootCAs = x509.NewCertPool()
		config.RootCAs.AppendCertsFromPEM(pem)
	}
	dialer := &net.Dialer{Timeout: 10 * time.Second}
	connection, err := tls.DialWithDialer(dialer, "tcp", net.JoinHostPort(t.Host, fmt.Sprint(t.Port)), config)
	if err != nil {
		return err
	}
	defer connection.Close()
	connection.SetReadDeadline(time.Now().Add(300 * time.Millisecond))
	_, err = connection.Read(make([]byte, 1))
	if timeout, ok := err.(net.Error); ok && timeout.Timeout() {
		return nil
	}
	return err
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		var t target
		if err := json.Unmarshal(lines.Bytes(), &t); err != nil {
			panic(err)
		}
		text := ""
		if err := attempt(t); err != nil {
			text = err.Error()
		}
		answer, _ := json.Marshal(map[string]string{"id": t.Id, "text": text})
		fmt.Println(string(answer))
	}
}
