package ca.portage.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * One connection to a customs gateway, as {@code config/channels/<name>.yaml} describes it. Paths
 * are absolute and inside the home.
 *
 * @param name the file's name without {@code .yaml}
 * @param profile name of the profile it follows
 * @param environment the gateway's own word for it, such as {@code RTR1} or {@code PROD} (CIG P-07)
 * @param sender mail address of the client's administrator (CIG E-03)
 * @param submit https URL interchanges and receipts go to (CIG D-03)
 * @param collect https URL download requests go to
 * @param outbox the drop folder
 * @param inbox the folder deliveries arrive in
 * @param poll the time between two download requests
 * @param quiet how long a dropped file stays unchanged before it is taken
 * @param retention how long bytes and rows are kept before {@code portage purge} may take them
 * @param interchange which interchanges it carries
 * @param identity our keys
 * @param gateway the gateway's certificates
 * @param revocation what becomes of a certificate without a current revocation list
 * @param directory where the gateway's certificates and revocation lists are looked up
 * @param trust folder of PEM certificates of the authorities that are trusted
 * @param access how the gateway's endpoints are reached
 * @param cmp how our keys are renewed at the CA; empty where its own tool does that
 */
public record Channel(
    String name,
    String profile,
    String environment,
    String sender,
    URI submit,
    URI collect,
    Path outbox,
    Path inbox,
    Duration poll,
    Duration quiet,
    Duration retention,
    InterchangeForm interchange,
    Identity identity,
    Gateway gateway,
    Revocation revocation,
    Optional<Directory> directory,
    Path trust,
    Access access,
    Optional<Cmp> cmp) {
  /** Refuses nothing but null. */
  public Channel {
    Objects.requireNonNull(name);
    Objects.requireNonNull(profile);
    Objects.requireNonNull(environment);
    Objects.requireNonNull(sender);
    Objects.requireNonNull(submit);
    Objects.requireNonNull(collect);
    Objects.requireNonNull(outbox);
    Objects.requireNonNull(inbox);
    Objects.requireNonNull(poll);
    Objects.requireNonNull(quiet);
    Objects.requireNonNull(retention);
    Objects.requireNonNull(interchange);
    Objects.requireNonNull(identity);
    Objects.requireNonNull(gateway);
    Objects.requireNonNull(revocation);
    Objects.requireNonNull(directory);
    Objects.requireNonNull(trust);
    Objects.requireNonNull(access);
    Objects.requireNonNull(cmp);
  }
}
