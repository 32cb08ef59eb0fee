// TLS servers of Go's crypto/tls, all in one process. Each argument is one server: "min-max;suites;need or none", versions and
// cipher suites as hexadecimal code points, suites with commas or "*". The ports are printed in a row.
package main

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"net"
	"os"
	"strconv"
	"strings"
)

func number(text string) uint16 {
	n, err := strconv.ParseUint(text, 16, 16)
	if err != nil {
		panic(err)
	}
	return uint16(n)
}

func main() {
	var certificates []tls.Certificate
	for _, name := range strings.Split(os.Getenv("CERTIFICATES"), ",") {
		pair, err := tls.LoadX509KeyPair(name, strings.TrimSuffix(name, ".pem")+".key")
		if err != nil {
			panic(err)
		}
		certificates = append(certificates, pair)
	}
	roots := x509.NewCertPool()
	pem, err := os.ReadFile(os.Getenv("CLIENT_ROOT"))
	if err != nil {
		panic(err)
	}
	roots.AppendCertsFromPEM(pem)
	var ports []string
	for _, arg := range os.Args[1:] {
		parts := strings.Split(arg, ";")
		versions := strings.Split(parts[0], "-")
		config := &tls.Config{
			Certificates: certificates,
			MinVersion:   number(versions[0]),
			MaxVersion:   number(versions[1]),
			ClientCAs:    roots,
		}
		if parts[1] != "*" {
			for _, suite := range strings.Split(parts[1], ",") {
				config.CipherSuites = append(config.CipherSuites, number(suite))
			}
		}
		if parts[2] == "need" {
			config.ClientAuth = tls.RequireAndVerifyClientCert
		}
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			panic(err)
		}
		ports = append(ports, strconv.Itoa(listener.Addr().(*net.TCPAddr).Port))
		go serve(listener, config)
	}
	fmt.Println(strings.Join(ports, " "))
	select {}
}

func serve(listener net.Listener, config *tls.Config) {
	for {
		socket, err := listener.Accept()
		if err != nil {
			return
		}
		go func() {
			defer socket.Close()
			conn := tls.Server(socket, config)
			if conn.Handshake() == nil {
				conn.Read(make([]byte, 1))
				conn.Close()
			}
		}()
	}
}
