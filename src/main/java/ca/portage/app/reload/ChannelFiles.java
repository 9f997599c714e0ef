package ca.portage.app.reload;

import ca.portage.config.Channel;
import ca.portage.config.EndpointTls;
import ca.portage.config.Home;
import ca.portage.config.KeyPlace;
import ca.portage.content.Content;
import ca.portage.spool.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The files that make a channel what it is, and a hash over all of them. */
public final class ChannelFiles {
  private static final long MOST_BYTES = 64L << 20;

  private final Home home;

  /** The files of the channels of a home. */
  public ChannelFiles(Home home) {
    this.home = home;
  }

  /**
   * Files and folders a channel is made of. Its routes wait for an order, its trust and the
   * gateway's certificates look after themselves, and passwords are nobody's to read here.
   */
  List<Path> of(Channel channel) {
    List<Path> files = new ArrayList<>();
    files.add(home.channels().resolve(channel.name() + ".yaml"));
    files.add(home.profiles().resolve(channel.profile() + ".yaml"));
    for (KeyPlace place : channel.identity().keystores()) {
      if (place instanceof KeyPlace.File file) {
        files.add(file.path());
      }
    }
    for (EndpointTls tls : List.of(channel.access().submit(), channel.access().collect())) {
      files.addAll(tls.pins());
      tls.trust().ifPresent(files::add);
      tls.client().ifPresent(client -> files.add(client.keystore()));
    }
    return files;
  }

  /** A hash over the content of all of them; what is missing counts as such. */
  String digest(Channel channel) throws IOException {
    return digest(of(channel));
  }

  /** The same for channels that were loaded before; one that is loaded otherwise now has none. */
  public Map<String, String> digests(List<Channel> before, List<Channel> now) throws IOException {
    Map<String, String> digests = digests(before);
    before.stream().filter(each -> !now.contains(each)).forEach(e -> digests.put(e.name(), ""));
    return digests;
  }

  /**
   * The hash of each channel by its name; to be taken before anything is made of the files, so that
   * an edit in between is seen as a change.
   */
  public Map<String, String> digests(List<Channel> channels) throws IOException {
    Map<String, String> digests = new HashMap<>();
    for (Channel channel : channels) {
      digests.put(channel.name(), digest(channel));
    }
    return digests;
  }

  /** A hash over the content of files and of the files in folders. */
  public static String digest(List<Path> files) throws IOException {
    StringBuilder all = new StringBuilder();
    for (Path file : expand(files)) {
      all.append(file).append(' ').append(hash(file)).append('\n');
    }
    return Sha256.of(Content.of(all.toString().getBytes(StandardCharsets.UTF_8))).sha256Hex();
  }

  private static TreeSet<Path> expand(List<Path> files) throws IOException {
    TreeSet<Path> all = new TreeSet<>();
    for (Path file : files) {
      if (Files.isDirectory(file)) {
        try (Stream<Path> inside = Files.list(file)) {
          inside.filter(Files::isRegularFile).forEach(all::add);
        }
      } else {
        all.add(file);
      }
    }
    return all;
  }

  private static String hash(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return "missing";
    }
    if (Files.size(file) > MOST_BYTES) {
      return "too large";
    }
    return Sha256.of(Content.of(Files.readAllBytes(file))).sha256Hex();
  }
}
