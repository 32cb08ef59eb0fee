// Verifies chains as Go's TLS client does. One line a chain on standard input: the time in seconds, the name asked or "-", the
// certificates sent and those trusted, in base64 of their DER, parted by commas; fields parted by "|". One line an answer.
package main

import (
	"bufio"
	"crypto/x509"
	"encoding/base64"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"
)

func certificates(list string) ([]*x509.Certificate, error) {
	var all []*x509.Certificate
	for _, text := range strings.Split(list, ",") {
		if text == "" {
			continue
		}
		der, err := base64.StdEncoding.DecodeString(text)
		if err != nil {
			return nil, err
		}
		certificate, err := x509.ParseCertificate(der)
		if err != nil {
			return nil, err
		}
		all = append(all, certificate)
	}
	return all, nil
}

func verify(line string) error {
	fields := strings.Split(line, "|")
	seconds, err := strconv.ParseInt(fields[0], 10, 64)
	if err != nil {
		return err
	}
	sent, err := certificates(fields[2])
	if err != nil {
		return err
	}
	roots, intermediates := x509.NewCertPool(), x509.NewCertPool()
	// A store is read certificate by certificate: one that cannot be parsed is left out.
	for _, text := range strings.Split(fields[3], ",") {
		if trusted, err := certificates(text); err == nil {
			for _, certificate := range trusted {
				roots.AddCert(certificate)
			}
		}
	}
	for _, certificate := range sent[1:] {
		intermediates.AddCert(certificate)
	}
	options := x509.VerifyOptions{Roots: roots, Intermediates: intermediates, CurrentTime: time.Unix(seconds, 0)}
	if fields[1] != "-" {
		options.DNSName = fields[1]
	}
	_, err = sent[0].Verify(options)
	return err
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(make([]byte, 1<<20), 1<<26)
	for lines.Scan() {
		if err := verify(lines.Text()); err != nil {
			fmt.Println(strings.ReplaceAll(err.Error(), "\n", " "))
		} else {
			fmt.Println("ok")
		}
	}
}
