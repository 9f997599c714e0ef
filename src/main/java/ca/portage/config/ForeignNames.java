package ca.portage.config;

import java.util.Map;
import java.util.Optional;

/** Keeps environments apart: a channel may not name the gateway of another one (CIG O-05). */
final class ForeignNames {
  private ForeignNames() {}

  /**
   * Reports every such name.
   *
   * @param environments what each sound profile knows, by the profile's name
   */
  static void check(Iterable<ChannelReader.Read> channels, Map<String, Environments> environments) {
    for (ChannelReader.Read read : channels) {
      Channel channel = read.channel();
      Environments known = environments.getOrDefault(channel.profile(), new Environments(Map.of()));
      for (DistinguishedName signer : channel.gateway().signer()) {
        refuse(read, known, signer, "gateway");
      }
      channel
          .directory()
          .ifPresent(directory -> refuse(read, known, directory.entry(), "directory"));
    }
  }

  private static void refuse(
      ChannelReader.Read read, Environments known, DistinguishedName name, String key) {
    Channel channel = read.channel();
    Optional<String> other = known.foreign(channel.environment(), name);
    if (other.isPresent()) {
      read.problems()
          .error(
              read.block().line(key),
              "'%s' names %s, the gateway of %s, but this channel is %s; nothing of one environment may be used in the other"
                  .formatted(key, name, other.get(), channel.environment()));
    }
  }
}
