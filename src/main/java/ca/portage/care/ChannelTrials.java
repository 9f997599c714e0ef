package ca.portage.care;

import ca.portage.config.Channel;
import ca.portage.config.Home;
import ca.portage.spool.Probe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The trials of a channel's folders: each move that carries a message is made once with a probe.
 */
final class ChannelTrials {
  private ChannelTrials() {}

  /** Where a dropped file goes when it is claimed (reliability O1). */
  static Path claimed(Channel channel) {
    return channel.outbox().resolve(".portage").resolve("claimed");
  }

  /** Where a received file is written before it appears in the inbox (reliability P6). */
  static Path temporary(Channel channel) {
    return channel.inbox().resolve(".portage").resolve("tmp");
  }

  static Trial outbox(Home home, Channel channel) {
    return move(
        home, channel.name() + " outbox", channel.outbox(), channel.outbox(), claimed(channel));
  }

  static Trial inbox(Home home, Channel channel) {
    String subject = channel.name() + " inbox";
    try {
      if (another(home, channel)) {
        return Trial.fail(
            subject,
            home.show(channel.inbox())
                + " is not the inbox used before: its file .portage/inbox is missing or another's",
            "is the share mounted? If you moved the inbox on purpose, delete "
                + home.show(mark(home, channel))
                + ". Until then nothing is written there and nothing is downloaded");
      }
    } catch (IOException e) {
      return failed(home, subject, channel.inbox(), e);
    }
    return move(home, subject, channel.inbox(), temporary(channel), channel.inbox());
  }

  private static Trial move(Home home, String subject, Path folder, Path from, Path to) {
    String shown = home.show(folder);
    if (!Files.isDirectory(folder)) {
      return Trial.fail(subject, shown + " is no folder", "make it");
    }
    try {
      // Before the first start only the folder itself is there, and a check makes nothing.
      boolean used = Files.isDirectory(from) && Files.isDirectory(to);
      Probe.unseen(used ? from : folder, used ? to : folder);
      return Trial.ok(
          subject,
          "%s (%s): wrote and forced a file, moved it in one step%s, deleted it"
              .formatted(
                  shown,
                  Files.getFileStore(folder).type(),
                  used ? " from " + name(folder, from) + " to " + name(folder, to) : ""));
    } catch (IOException e) {
      return failed(home, subject, folder, e);
    }
  }

  private static Trial failed(Home home, String subject, Path folder, IOException cause) {
    return Trial.fail(
        subject,
        home.show(folder) + ": " + Reasons.of(cause),
        "the user that runs Portage must be able to write, rename and delete there, and .portage in"
            + " it must be on the same file system");
  }

  private static String name(Path folder, Path inside) {
    return inside.equals(folder)
        ? "the folder"
        : folder.relativize(inside).toString().replace('\\', '/');
  }

  /** The file of the spool that knows an inbox again; absent before its first use. */
  private static Path mark(Home home, Channel channel) {
    return home.spool().resolve("inbox." + channel.name());
  }

  private static boolean another(Home home, Channel channel) throws IOException {
    Path mark = mark(home, channel);
    Path there = channel.inbox().resolve(".portage").resolve("inbox");
    return Files.exists(mark) && (!Files.isRegularFile(there) || Files.mismatch(mark, there) >= 0);
  }
}
