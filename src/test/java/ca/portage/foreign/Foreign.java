package ca.portage.foreign;

import java.security.MessageDigest;
import java.util.Arrays;

/**
 * One message in a foreign form.
 *
 * @param name what is foreign about it
 * @param wire the encrypted bytes
 * @param signed what was signed, which the receipt's MIC must be over
 * @param payload what must arrive in the inbox
 */
record Foreign(String name, byte[] wire, byte[] signed, byte[] payload) {

  byte[] digest(String algorithm) throws Exception {
    return MessageDigest.getInstance(algorithm).digest(signed);
  }

  boolean arrivedAs(byte[] delivered) {
    return Arrays.equals(payload, delivered);
  }

  @Override
  public String toString() {
    return name;
  }
}
