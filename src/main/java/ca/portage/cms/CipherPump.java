package ca.portage.cms;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import javax.crypto.Cipher;
import javax.crypto.ShortBufferException;

/** Feeds a cipher from a stream with two buffers and no garbage; the caller ends the cipher. */
final class CipherPump {
  /**
   * Small on purpose: the compiler replaces a cipher's inner loop by machine instructions after so
   * many calls, not bytes. In a young JVM 8 KiB is five times as fast as 64 KiB with the JDK's GCM.
   */
  static final int BUFFER_BYTES = 1 << 13;

  private CipherPump() {}

  static void update(InputStream in, Cipher cipher, OutputStream out)
      throws IOException, ShortBufferException {
    byte[] input = new byte[BUFFER_BYTES];
    byte[] output = new byte[BUFFER_BYTES + 64];
    for (int n = in.read(input); n >= 0; n = in.read(input)) {
      out.write(output, 0, cipher.update(input, 0, n, output, 0));
    }
  }
}
