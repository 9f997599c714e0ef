package ca.portage.simulator;

import ca.portage.content.Content;
import ca.portage.ediint.Mic;
import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** A process of its own that sends an interchange of 200 MB to the gateway and fetches one. */
final class LargeInterchange {
  static final long SIZE_BYTES = 200L << 20;

  private LargeInterchange() {}

  /** Works in the folder given first; ends with status 0 when both directions are right. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    GatewayForm form = GatewayForm.STRICT;
    Path file = write(folder.resolve("large.txt"));
    Content part =
        Content.join(
            TestBroker.text(
                "Content-Type: application/edi-consent\r\nContent-Length: "
                    + SIZE_BYTES
                    + "\r\n\r\n"),
            Content.of(file));
    try (Simulator gateway = TestGateway.start(folder.resolve("gateway"), form);
        TestBroker broker = new TestBroker(gateway, form, folder)) {
      require(broker.put(TestBroker.newId(), broker.sealed(part)).status() == 200, "the answer");
      Mic sent = broker.mic(Content.of(file));
      require(sent.matches(broker.mic(gateway.interchanges().get(0).content())), "the content");
      gateway.offer(TestGateway.BROKER, Content.of(file), "application/edi-consent");
      Content back = broker.download().get(1).part().body();
      require(back.size() == SIZE_BYTES && sent.matches(broker.mic(back)), "the download");
    }
  }

  private static void require(boolean right, String what) {
    if (!right) {
      throw new IllegalStateException(what + " is wrong");
    }
  }

  private static Path write(Path file) throws Exception {
    byte[] line = new byte[80];
    Random random = new Random(1);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
      for (long written = 0; written < SIZE_BYTES; written += line.length) {
        for (int i = 0; i < 78; i++) {
          line[i] = (byte) ('A' + random.nextInt(26));
        }
        line[78] = '\r';
        line[79] = '\n';
        out.write(line, 0, (int) Math.min(line.length, SIZE_BYTES - written));
      }
    }
    return file;
  }
}
