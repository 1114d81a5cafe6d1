package io.github.camelus3.benchmarks.parts;

import io.github.camelus3.benchmarks.result.Part;
import java.lang.management.ManagementFactory;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.Security;
import java.util.Arrays;
import org.conscrypt.Conscrypt;

/**
 * Measures each {@link Part} on one thread. The arguments are the bytes of a round, the rounds to
 * warm up and the measured rounds. Prints {@value #MARK}, the name of the part and the median of
 * its CPU nanoseconds, a line for each part.
 */
public final class PartsMain {
  /** The prefix of a line of results. */
  public static final String MARK = "@part ";

  private static final int CHUNK_BYTES = 64 << 10;
  private static final Provider CONSCRYPT = Conscrypt.newProvider();

  private PartsMain() {}

  /** A step that is repeated. */
  private interface Step {
    void run() throws GeneralSecurityException;
  }

  /** Measures all parts. */
  public static void main(String[] args) throws GeneralSecurityException {
    long bytes = Long.parseLong(args[0]);
    int warmUps = Integer.parseInt(args[1]);
    int rounds = Integer.parseInt(args[2]);
    for (Part part : Part.values()) {
      Step step = stepOf(part);
      long steps = bytes / bytesOf(part);
      long[] nanos = new long[warmUps + rounds];
      for (int round = 0; round < nanos.length; round++) {
        nanos[round] = cpuNanos(step, steps);
      }
      long[] measured = Arrays.stream(nanos, warmUps, nanos.length).sorted().toArray();
      System.out.println(MARK + part + ' ' + measured[measured.length / 2]);
    }
  }

  private static int bytesOf(Part part) {
    return switch (part) {
      case SHA1_JDK, SHA1_CONSCRYPT -> CHUNK_BYTES;
      case ENCRYPT_128_JDK,
          ENCRYPT_256_JDK,
          ENCRYPT_128_CONSCRYPT,
          ENCRYPT_256_CONSCRYPT,
          DECRYPT_128_CONSCRYPT,
          DECRYPT_256_CONSCRYPT ->
          RecordCipher.RECORD_BYTES;
    };
  }

  private static Step stepOf(Part part) throws GeneralSecurityException {
    return switch (part) {
      case ENCRYPT_128_JDK -> jdk(16)::encrypt;
      case ENCRYPT_256_JDK -> jdk(32)::encrypt;
      case ENCRYPT_128_CONSCRYPT -> conscrypt(16)::encrypt;
      case ENCRYPT_256_CONSCRYPT -> conscrypt(32)::encrypt;
      case DECRYPT_128_CONSCRYPT -> decryption(conscrypt(16));
      case DECRYPT_256_CONSCRYPT -> decryption(conscrypt(32));
      case SHA1_JDK -> hash(MessageDigest.getInstance("SHA-1"));
      case SHA1_CONSCRYPT -> hash(MessageDigest.getInstance("SHA-1", CONSCRYPT));
    };
  }

  private static RecordCipher jdk(int keyBytes) throws GeneralSecurityException {
    return new RecordCipher(Security.getProvider("SunJCE"), keyBytes, false);
  }

  private static RecordCipher conscrypt(int keyBytes) throws GeneralSecurityException {
    return new RecordCipher(CONSCRYPT, keyBytes, true);
  }

  private static Step decryption(RecordCipher records) throws GeneralSecurityException {
    records.encrypt();
    return records::decrypt;
  }

  private static Step hash(MessageDigest digest) {
    byte[] chunk = new byte[CHUNK_BYTES];
    return () -> digest.update(chunk);
  }

  private static long cpuNanos(Step step, long steps) throws GeneralSecurityException {
    long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    for (long i = 0; i < steps; i++) {
      step.run();
    }
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
  }
}
