package org.hatchery.engine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.camunda.bpm.engine.impl.digest.PasswordEncryptor;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/**
 * Hashes that are slow to try: bcrypt of the SHA-256 of password and salt. Of what is longer than 72 bytes, 24 Chinese characters,
 * bcrypt alone would read only the beginning.
 */
class BcryptPasswords implements PasswordEncryptor {

  private static final String NAME = "bcrypt-sha256";

  private final BCryptPasswordEncoder bcrypt;
  private final String fresh;

  BcryptPasswords(int strength) {
    this.bcrypt = new BCryptPasswordEncoder(BCryptPasswordEncoder.BCryptVersion.$2B, strength);
    this.fresh = "{" + NAME + "}$2b$%02d$".formatted(strength);
  }

  /** @param hash as it is stored, with the name of its algorithm before it */
  boolean made(String hash) {
    return hash.startsWith("{" + NAME + "}");
  }

  /** Whether it was made as new ones are. */
  boolean upToDate(String hash) {
    return hash.startsWith(fresh);
  }

  @Override
  public String encrypt(String salted) {
    return bcrypt.encode(short72(salted));
  }

  @Override
  public boolean check(String salted, String hash) {
    return bcrypt.matches(short72(salted), hash);
  }

  @Override
  public String hashAlgorithmName() {
    return NAME;
  }

  private static String short72(String salted) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(salted.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
