package ca.portage.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * What lies in the folders of a channel.
 *
 * @param waiting files in the drop folder
 * @param quarantined files that were refused and put aside, without their reason files
 * @param delivered files in the inbox that the broker software has not taken yet
 */
record ChannelFolders(Path outbox, Path inbox, int waiting, int quarantined, int delivered) {
  static final String QUARANTINE = "quarantine";
  private static final String REASON = ".reason.txt";

  static ChannelFolders of(Path outbox, Path inbox) throws IOException {
    return new ChannelFolders(
        outbox, inbox, count(outbox), count(outbox.resolve(QUARANTINE)), count(inbox));
  }

  Path quarantine() {
    return outbox.resolve(QUARANTINE);
  }

  private static int count(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    int files = 0;
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        boolean hidden = name.startsWith(".") || name.endsWith(REASON);
        if (!hidden && !Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
          files++;
        }
      }
    }
    return files;
  }
}
