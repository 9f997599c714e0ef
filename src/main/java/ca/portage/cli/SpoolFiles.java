package ca.portage.cli;

import ca.portage.config.Home;
import ca.portage.ledger.Direction;
import ca.portage.ledger.Message;
import ca.portage.spool.OutFolder;
import ca.portage.spool.Spool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files that the spool keeps of a message. */
final class SpoolFiles {
  private SpoolFiles() {}

  /**
   * @param path of the home, with forward slashes
   */
  record Kept(String path, long sizeBytes) {
    Map<String, Object> json() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("path", path);
      json.put("size", sizeBytes);
      return json;
    }
  }

  static List<Kept> of(Home home, Message message) throws IOException {
    List<Kept> kept = new ArrayList<>();
    for (Path file : candidates(home, message)) {
      if (Files.isRegularFile(file)) {
        kept.add(new Kept(home.show(file), Files.size(file)));
      }
    }
    return List.copyOf(kept);
  }

  private static List<Path> candidates(Home home, Message message) throws IOException {
    try (Spool spool = Spool.read(home.spool())) {
      if (message.direction() == Direction.OUT) {
        OutFolder out = spool.out(message.id());
        return List.of(
            out.payload(), out.part(), out.signature(), out.wire(), out.headers(), out.meta());
      }
      return message
          .download()
          .map(spool::in)
          .map(in -> List.of(in.part(), in.raw(), in.hdr(), in.meta(), in.opened(message.part())))
          .orElse(List.of());
    }
  }
}
