package io.github.camelus3.client;

import io.github.camelus3.emulator.Us3Emulator;
import io.github.camelus3.emulator.Us3EmulatorExtension;
import io.github.camelus3.sign.Credentials;
import io.github.camelus3.sign.Us3Signer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/** Clients of the emulator that the tests of one class share, and what they have in common. */
public final class Clients {
  /** The bucket there is. */
  public static final String BUCKET = "demo";

  /** The keys that are accepted. */
  public static final Credentials CREDENTIALS = Credentials.of("PUB", "PRIV");

  private Clients() {}

  /** An emulator with the bucket and the keys. A test that leaves something behind fails. */
  public static Us3EmulatorExtension emulator() {
    return emulator(emulatorBuilder());
  }

  /** Emulators of that description. A test that leaves something behind fails. */
  public static Us3EmulatorExtension emulator(Us3Emulator.Builder description) {
    return new Us3EmulatorExtension(description).checkingLeaks();
  }

  /** An emulator with the bucket and the keys, whose callbacks may take the time they need. */
  public static Us3Emulator.Builder emulatorBuilder() {
    return Us3Emulator.builder()
        .bucket(BUCKET)
        .credentials("PUB", "PRIV")
        .callbackTimeout(Duration.ofMinutes(1));
  }

  /** A client with the keys; the caller closes it. */
  public static Us3Client of(String endpoint) {
    return builder(endpoint).build();
  }

  /** Links made at that time. */
  public static Us3Links links(ServiceHost host, Credentials credentials, Instant now) {
    return new Us3Links(host, new Us3Signer(credentials), Clock.fixed(now, ZoneOffset.UTC));
  }

  /** A client with the keys, which repeats nothing. */
  public static Us3ClientBuilder builder(String endpoint) {
    return Us3Client.builder()
        .host(ServiceHost.ofEndpoint(endpoint))
        .credentials(CREDENTIALS)
        .retries(RetryOptions.NONE);
  }
}
