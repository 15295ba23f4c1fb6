// Answers with the next high tide, in the local time of the harbour.
package main

import (
	"context"
	"encoding/json"
	"log"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	// The time zones of the world, as a part of the program: 0.4 MB.
	_ "time/tzdata"
)

const halfLunarDay = 12*time.Hour + 25*time.Minute + 12*time.Second

var observed = time.Date(2026, time.January, 1, 3, 12, 0, 0, time.UTC)

func main() {
	if len(os.Args) == 2 && os.Args[1] == "health" {
		os.Exit(checkHealth())
	}
	http.HandleFunc("GET /health", func(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("ok\n")) })
	http.HandleFunc("GET /{$}", answerTide)
	server := &http.Server{Addr: ":8080", ReadHeaderTimeout: 5 * time.Second}

	stop, cancel := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer cancel()
	drained := make(chan struct{})
	go func() {
		<-stop.Done()
		server.Shutdown(context.Background())
		close(drained)
	}()
	if err := server.ListenAndServe(); err != http.ErrServerClosed {
		log.Fatal(err)
	}
	<-drained
}

func answerTide(w http.ResponseWriter, _ *http.Request) {
	harbour, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	passed := time.Since(observed)/halfLunarDay + 1
	high := observed.Add(passed * halfLunarDay).In(harbour)
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(map[string]string{
		"service": "tides", "version": "1.0.0", "next": high.Format(time.RFC3339),
	})
}

// Exits with 0 when the service answers. Started by the image's health check: there is no curl and no shell to ask with.
func checkHealth() int {
	client := http.Client{Timeout: 2 * time.Second}
	response, err := client.Get("http://127.0.0.1:8080/health")
	if err != nil || response.StatusCode != http.StatusOK {
		return 1
	}
	return 0
}
