package io.github.camelus3.benchmarks.parts;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.Provider;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Records as TLS 1.3 makes them: 16 KiB, 5 bytes of associated data, and the same key with a new IV
 * for each. Not thread safe.
 */
final class RecordCipher {
  static final int RECORD_BYTES = 16 << 10;

  private static final int TAG_BYTES = 16;
  private static final byte[] HEADER = {23, 3, 3, 64, 17};

  private final Cipher cipher;
  private final SecretKeySpec key;
  private final ByteBuffer plain;
  private final ByteBuffer sealed;
  private final byte[] iv = new byte[12];
  private long number;

  /**
   * Records of one key.
   *
   * @param direct whether the buffers are outside the heap
   */
  RecordCipher(Provider provider, int keyBytes, boolean direct) throws GeneralSecurityException {
    cipher = Cipher.getInstance("AES/GCM/NoPadding", provider);
    key = new SecretKeySpec(new byte[keyBytes], "AES");
    plain = buffer(RECORD_BYTES, direct);
    sealed = buffer(RECORD_BYTES + TAG_BYTES, direct);
  }

  private static ByteBuffer buffer(int bytes, boolean direct) {
    return direct ? ByteBuffer.allocateDirect(bytes) : ByteBuffer.allocate(bytes);
  }

  /** Encrypts a record. */
  void encrypt() throws GeneralSecurityException {
    number++;
    init(Cipher.ENCRYPT_MODE);
    cipher.doFinal(plain.clear(), sealed.clear());
  }

  /** Decrypts the last encrypted record. */
  void decrypt() throws GeneralSecurityException {
    init(Cipher.DECRYPT_MODE);
    cipher.doFinal(sealed.clear(), plain.clear());
  }

  private void init(int mode) throws GeneralSecurityException {
    ByteBuffer.wrap(iv).putLong(4, number);
    cipher.init(mode, key, new GCMParameterSpec(8 * TAG_BYTES, iv));
    cipher.updateAAD(HEADER);
  }
}
