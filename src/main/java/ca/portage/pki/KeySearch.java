package ca.portage.pki;

import ca.portage.config.SigningTerm;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Looks for keys by alias in several opened key stores. */
final class KeySearch {
  private final List<OpenedKeys> stores;

  KeySearch(List<OpenedKeys> stores) {
    this.stores = stores;
  }

  /** How errors name where was looked. */
  String place() {
    return stores.stream().map(s -> s.place().toString()).collect(Collectors.joining(" and "));
  }

  /** The keys of an alias that may be used this way, those with the newest certificate first. */
  List<KeyRing.Entry> entries(String alias, Usage usage) throws PkiException {
    List<KeyRing.Entry> entries = new ArrayList<>();
    for (OpenedKeys store : stores) {
      entries.addAll(store.entries(alias));
    }
    if (entries.isEmpty()) {
      throw new PkiException(
          "%s %s no key with alias '%s'; keys there: %s"
              .formatted(place(), stores.size() == 1 ? "has" : "have", alias, aliases()));
    }
    Comparator<KeyRing.Entry> oldestFirst =
        Comparator.comparing(e -> e.certificate().getNotBefore());
    List<KeyRing.Entry> usable =
        entries.stream()
            .filter(e -> usage.allowedBy(e.certificate()))
            .sorted(oldestFirst.reversed())
            .toList();
    if (usable.isEmpty()) {
      throw new PkiException(
          "%s: the certificate of alias '%s' is not for %s; are signing and decryption swapped?"
              .formatted(place(), alias, usage.word()));
    }
    return usable;
  }

  List<KeyRing.Signer> signers(SigningTerm term) throws PkiException {
    return entries(term.alias(), Usage.SIGNING).stream()
        .map(entry -> new KeyRing.Signer(entry, chain(entry.certificate()), term.from()))
        .toList();
  }

  /** The longest chain a store has. */
  private List<X509Certificate> chain(X509Certificate certificate) {
    return stores.stream()
        .map(store -> store.chain(certificate))
        .max(Comparator.comparing(List::size))
        .orElseThrow();
  }

  private String aliases() {
    String listed =
        stores.stream()
            .flatMap(store -> store.aliases().stream())
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    return listed.isEmpty() ? "none" : listed;
  }
}
