// A TLS 1.3 server on loopback with one key exchange group. It prints its port, then the group of each handshake or what went
// wrong. Outside of a module, Go takes the settings of an old version if it is not told otherwise.

//go:debug default=go1.26
package main

import (
	"crypto/tls"
	"fmt"
	"net"
	"os"
	"strconv"
)

func main() {
	certificate, err := tls.X509KeyPair([]byte(os.Getenv("CERT")), []byte(os.Getenv("KEY")))
	if err != nil {
		panic(err)
	}
	group, err := strconv.Atoi(os.Getenv("GROUP"))
	if err != nil {
		panic(err)
	}
	listener, err := tls.Listen("tcp", "127.0.0.1:0", &tls.Config{
		Certificates:     []tls.Certificate{certificate},
		MinVersion:       tls.VersionTLS13,
		CurvePreferences: []tls.CurveID{tls.CurveID(group)},
	})
	if err != nil {
		panic(err)
	}
	fmt.Println(listener.Addr().(*net.TCPAddr).Port)
	for {
		connection, err := listener.Accept()
		if err != nil {
			panic(err)
		}
		go func() {
			secured := connection.(*tls.Conn)
			if err := secured.Handshake(); err != nil {
				fmt.Println(err)
			} else {
				fmt.Println(secured.ConnectionState().CurveID)
			}
			secured.Close()
		}()
	}
}
