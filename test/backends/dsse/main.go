// Signs or verifies a DSSE envelope of standard input with go-securesystemslib:
// "sign KEY.pem" prints an envelope, "verify KEY.pem" prints the verified payload.
package main

import (
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/secure-systems-lab/go-securesystemslib/dsse"
)

// A key as cosign hands it to the library: without an id of its own.
type key struct {
	private *ecdsa.PrivateKey
	public  *ecdsa.PublicKey
}

func (k key) KeyID() (string, error)   { return "", nil }
func (k key) Public() crypto.PublicKey { return k.public }

func (k key) Sign(_ context.Context, data []byte) ([]byte, error) {
	digest := sha256.Sum256(data)
	return ecdsa.SignASN1(rand.Reader, k.private, digest[:])
}

func (k key) Verify(_ context.Context, data, signature []byte) error {
	digest := sha256.Sum256(data)
	if !ecdsa.VerifyASN1(k.public, digest[:], signature) {
		return errors.New("another signature")
	}
	return nil
}

func readKey(path string) (key, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return key{}, err
	}
	block, _ := pem.Decode(text)
	if block == nil {
		return key{}, errors.New("no PEM")
	}
	if block.Type == "PUBLIC KEY" {
		public, err := x509.ParsePKIXPublicKey(block.Bytes)
		if err != nil {
			return key{}, err
		}
		return key{public: public.(*ecdsa.PublicKey)}, nil
	}
	private, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		return key{}, err
	}
	ours := private.(*ecdsa.PrivateKey)
	return key{private: ours, public: &ours.PublicKey}, nil
}

func run() error {
	k, err := readKey(os.Args[2])
	if err != nil {
		return err
	}
	input, err := io.ReadAll(os.Stdin)
	if err != nil {
		return err
	}
	if os.Args[1] == "sign" {
		signer, err := dsse.NewEnvelopeSigner(k)
		if err != nil {
			return err
		}
		envelope, err := signer.SignPayload(context.Background(), "application/vnd.in-toto+json", input)
		if err != nil {
			return err
		}
		return json.NewEncoder(os.Stdout).Encode(envelope)
	}
	verifier, err := dsse.NewEnvelopeVerifier(k)
	if err != nil {
		return err
	}
	var envelope dsse.Envelope
	if err := json.Unmarshal(input, &envelope); err != nil {
		return err
	}
	if _, err := verifier.Verify(context.Background(), &envelope); err != nil {
		return err
	}
	payload, err := envelope.DecodeB64Payload()
	if err != nil {
		return err
	}
	_, err = os.Stdout.Write(payload)
	return err
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
