package ca.portage.config;

import ca.portage.config.yaml.Block;
import ca.portage.config.yaml.Form;
import ca.portage.config.yaml.Problems;
import ca.portage.config.yaml.YamlFile;
import java.net.URI;
import java.util.Collection;
import java.util.Optional;

/**
 * Reads a file of {@code config/channels}. Another kind of channel is another reader over {@link
 * CommonKeys}, chosen by the scheme of {@code submit}.
 */
final class ChannelReader {
  /** A channel and where its keys are written down, for rules that span files. */
  record Read(Channel channel, Problems problems, Block block) {}

  private final Home home;
  private final Collection<String> profiles;

  ChannelReader(Home home, Collection<String> profiles) {
    this.home = home;
    this.profiles = profiles;
  }

  /** The channel; empty when it is switched off or has errors, which are in {@code problems}. */
  Optional<Read> read(String name, Problems problems) {
    return YamlFile.open(problems)
        .filter(block -> !Boolean.FALSE.equals(block.optional("enabled", Form.truth(), true)))
        .flatMap(block -> read(name, block, problems));
  }

  /** The same, whether it is switched on or not. */
  Optional<Read> readAny(String name, Problems problems) {
    return YamlFile.open(problems)
        .flatMap(
            block -> {
              block.optional("enabled", Form.truth(), true);
              return read(name, block, problems);
            });
  }

  private Optional<Read> read(String name, Block block, Problems problems) {
    CommonKeys common = CommonKeys.read(name, block, home, profiles);
    URI submit = GatewayUri.read(block, "submit");
    URI collect = GatewayUri.read(block, "collect");
    InterchangeForm interchange =
        block.optional("interchange", Form.word(InterchangeForm.class), InterchangeForm.ANY);
    Identity identity = IdentityReader.read(block.required("identity"), home);
    Gateway gateway =
        TrustReader.gateway(
            block.required("gateway"), CommonKeys.path(home), block.has("directory"));
    Revocation revocation = TrustReader.revocation(block.optional("revocation"));
    Optional<Directory> directory = TrustReader.directory(block);
    Access access = new AccessReader(home).read(block);
    Optional<Cmp> cmp = CmpReader.read(block, common.trust(), home);
    block.finish();
    if (submit != null && submit.equals(collect)) {
      block.error("collect", "is the same URL as 'submit'; the gateway has one for each");
    }
    Channel channel =
        block.whole(
            () ->
                new Channel(
                    name,
                    common.profile(),
                    common.environment(),
                    common.sender(),
                    submit,
                    collect,
                    common.outbox(),
                    common.inbox(),
                    common.poll(),
                    common.quiet(),
                    common.retention(),
                    interchange,
                    identity,
                    gateway,
                    revocation,
                    directory,
                    common.trust(),
                    access,
                    cmp));
    return Optional.ofNullable(channel).map(c -> new Read(c, problems, block));
  }
}
