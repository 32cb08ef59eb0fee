// MongoDB's driver for Go: connects to each URI of the list on standard input, side by side, and tells what it printed, or null.
package main

import (
	"context"
	"encoding/json"
	"os"
	"sync"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"
)

func main() {
	var uris []string
	if err := json.NewDecoder(os.Stdin).Decode(&uris); err != nil {
		panic(err)
	}
	said := make([]*string, len(uris))
	var all sync.WaitGroup
	slots := make(chan bool, 32)
	for i, uri := range uris {
		all.Add(1)
		go func() {
			defer all.Done()
			slots <- true
			defer func() { <-slots }()
			if err := connect(uri); err != nil {
				text := err.Error()
				said[i] = &text
			}
		}()
	}
	all.Wait()
	json.NewEncoder(os.Stdout).Encode(said)
}

func connect(uri string) error {
	settings := options.Client().ApplyURI(uri).SetServerSelectionTimeout(2500 * time.Millisecond).SetConnectTimeout(2 * time.Second)
	client, err := mongo.Connect(settings)
	if err != nil {
		return err
	}
	defer client.Disconnect(context.Background())
	return client.Database("admin").RunCommand(context.Background(), bson.D{{Key: "hello", Value: 1}}).Err()
}
