package ca.portage.cli;

import ca.portage.app.Unlocking;
import ca.portage.config.Channel;
import ca.portage.config.ConfigException;
import ca.portage.config.Home;
import ca.portage.config.KeyPlace;
import ca.portage.config.SigningTerm;
import ca.portage.pki.Certificates;
import ca.portage.pki.KeyRing;
import ca.portage.pki.OpenedKeys;
import ca.portage.pki.PkiException;
import ca.portage.pki.Trust;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every key and certificate of a channel and what each is used for; and what cannot be read. */
final class KeyInventory {
  private final Home home;
  private final Channel channel;
  private final Instant now;
  private final List<KeyRow> rows = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private Optional<String> idle = Optional.empty();

  KeyInventory(Home home, Channel channel, Instant now) {
    this.home = home;
    this.channel = channel;
    this.now = now;
  }

  List<KeyRow> rows() {
    return List.copyOf(rows);
  }

  /** What is wrong, one sentence each: what could not be looked at, and that nothing signs. */
  List<String> problems() {
    return Stream.concat(problems.stream(), idle.stream()).toList();
  }

  /** What could not be looked at. */
  List<String> unread() {
    return List.copyOf(problems);
  }

  /** Our own keys; their password is asked for where it is to be typed. */
  KeyInventory own(Unlocking unlocking) {
    List<OpenedKeys> stores = List.of();
    try {
      stores = unlocking.stores(channel);
      for (OpenedKeys store : stores) {
        for (KeyRing.Entry entry : store.entries()) {
          rows.add(
              new KeyRow(
                  channel.name(),
                  "ours",
                  entry.alias(),
                  shown(store.place()),
                  entry.certificate()));
        }
      }
    } catch (PkiException | ConfigException e) {
      problems.add(e.getMessage());
    }
    Optional<X509Certificate> signs = stores.isEmpty() ? Optional.empty() : signer(stores);
    for (int i = 0; i < rows.size(); i++) {
      rows.set(i, used(rows.get(i), signs));
    }
    return this;
  }

  /** Which certificate signs now; that none does is no reason not to show the others. */
  private Optional<X509Certificate> signer(List<OpenedKeys> stores) {
    try {
      return Optional.of(
          KeyRing.of(stores, channel.identity().signing(), channel.identity().decryption(), now)
              .signer(now)
              .entry()
              .certificate());
    } catch (PkiException e) {
      idle = Optional.of(e.getMessage());
      return Optional.empty();
    }
  }

  private String shown(KeyPlace place) {
    return place instanceof KeyPlace.File file ? home.show(file.path()) : place.toString();
  }

  private static boolean names(KeyRow row, String alias, String notFor) {
    return row.name().equalsIgnoreCase(alias) && !row.use().equals(notFor);
  }

  private KeyRow used(KeyRow row, Optional<X509Certificate> signs) {
    List<String> uses = new ArrayList<>();
    for (SigningTerm term : channel.identity().signing()) {
      if (names(row, term.alias(), "encryption")) {
        uses.add(signing(row, term, signs));
      }
    }
    boolean named = !uses.isEmpty();
    boolean opens =
        channel.identity().decryption().stream().anyMatch(a -> names(row, a, "signing"));
    if (opens) {
      uses.add(now.isAfter(row.until()) ? "opens late messages" : "opens");
    }
    return new KeyRow(
        row.channel(),
        row.whose(),
        row.name(),
        row.place(),
        row.certificate(),
        uses.isEmpty() ? "not used" : String.join(", ", uses),
        named,
        opens);
  }

  private String signing(KeyRow row, SigningTerm term, Optional<X509Certificate> signs) {
    if (signs.filter(row.certificate()::equals).isPresent()) {
      return "signs";
    }
    return term.began(now)
        ? "signed before"
        : "signs from " + Ages.instant(term.from().orElseThrow());
  }

  /** The gateway's certificates and the authorities that are trusted; no password is needed. */
  KeyInventory others() {
    List<KeyRow> encryption = files(channel.gateway().encryption());
    Optional<X509Certificate> chosen =
        encryption.stream()
            .map(KeyRow::certificate)
            .filter(c -> !now.isBefore(c.getNotBefore().toInstant()))
            .filter(c -> !now.isAfter(c.getNotAfter().toInstant()))
            .max(Comparator.comparing(X509Certificate::getNotBefore));
    for (KeyRow row : encryption) {
      boolean current = chosen.filter(row.certificate()::equals).isPresent();
      rows.add(row.used(current ? "we encrypt to it" : "not used now"));
    }
    files(channel.gateway().signing()).forEach(row -> rows.add(row.used("may sign receipts")));
    try {
      for (X509Certificate anchor : Trust.load(channel.trust()).anchors()) {
        rows.add(
            new KeyRow(
                    channel.name(),
                    "authority",
                    anchor.getSubjectX500Principal().getName(),
                    home.show(channel.trust()),
                    anchor)
                .used("trusted"));
      }
    } catch (PkiException e) {
      problems.add(e.getMessage());
    }
    return this;
  }

  private List<KeyRow> files(List<Path> files) {
    List<KeyRow> found = new ArrayList<>();
    for (Path file : files) {
      try {
        for (X509Certificate certificate : Certificates.readPem(file)) {
          String name = file.getFileName().toString();
          found.add(new KeyRow(channel.name(), "gateway", name, home.show(file), certificate));
        }
      } catch (PkiException e) {
        problems.add(e.getMessage());
      }
    }
    return found;
  }
}
