package ca.portage.pki;

import java.security.cert.X509Certificate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The keys of several key stores on their way into one, each under an alias of its own: keys of one
 * friendly name, as in an Entrust export, are told apart by their use and then by their date.
 */
public final class KeyMerge {
  /**
   * A key and where it comes from.
   *
   * @param entry under its alias in the new key store
   * @param from the key store
   * @param before its alias there
   * @param recertified whether the key was there before, with a certificate that is older
   */
  public record Moved(KeyRing.Entry entry, OpenedKeys from, String before, boolean recertified) {}

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuuMMdd").withZone(ZoneOffset.UTC);

  private final List<Moved> moved;
  private final List<X509Certificate> certificates;

  private KeyMerge(List<Moved> moved, Set<X509Certificate> certificates) {
    this.moved = List.copyOf(moved);
    this.certificates = List.copyOf(certificates);
  }

  /**
   * Plans a merge; a key that is in several stores goes once, with its newest certificate.
   *
   * @param present what the new key store already holds; its aliases stay as they are
   * @param added the others, in their order
   * @throws PkiException when a key cannot be used, or lies in a token, which lets none go
   */
  public static KeyMerge of(Optional<OpenedKeys> present, List<OpenedKeys> added)
      throws PkiException {
    List<Moved> moved = new ArrayList<>();
    Set<X509Certificate> certificates = new LinkedHashSet<>();
    if (present.isPresent()) {
      certificates.addAll(present.get().certificates());
      for (KeyRing.Entry entry : present.get().entries()) {
        moved.add(new Moved(entry, present.get(), entry.alias(), false));
      }
    }
    List<Moved> fresh = new ArrayList<>();
    for (OpenedKeys store : added) {
      certificates.addAll(store.certificates());
      for (KeyRing.Entry entry : store.entries()) {
        Moved next = new Moved(entry, store, entry.alias(), false);
        if (!held(moved, next) && !held(fresh, next)) {
          fresh.add(next);
        }
      }
    }
    Set<String> taken = new HashSet<>();
    moved.forEach(m -> taken.add(lower(m.entry().alias())));
    for (Moved each : fresh) {
      moved.add(named(each, fresh, taken));
    }
    return new KeyMerge(moved, certificates);
  }

  /** Whether the key is there already; then the newest of its certificates is what counts. */
  private static boolean held(List<Moved> all, Moved next) {
    for (int i = 0; i < all.size(); i++) {
      KeyRing.Entry there = all.get(i).entry();
      if (there.key().equals(next.entry().key())) {
        X509Certificate newer = next.entry().certificate();
        if (newer.getNotBefore().after(there.certificate().getNotBefore())) {
          KeyRing.Entry entry = new KeyRing.Entry(there.alias(), there.key(), newer);
          all.set(i, new Moved(entry, next.from(), next.before(), true));
        }
        return true;
      }
    }
    return false;
  }

  private static Moved named(Moved key, List<Moved> fresh, Set<String> taken) {
    String alias = key.before();
    boolean namesakes =
        fresh.stream().filter(m -> m.before().equalsIgnoreCase(alias)).limit(2).count() > 1;
    X509Certificate certificate = key.entry().certificate();
    String used = alias + "-" + use(certificate);
    String dated = used + "-" + DATE.format(certificate.getNotBefore().toInstant());
    List<String> names = new ArrayList<>(namesakes ? List.of() : List.of(alias));
    names.addAll(List.of(used, dated));
    for (int i = 2; names.stream().allMatch(n -> taken.contains(lower(n))); i++) {
      names.add(dated + "-" + i);
    }
    String free = names.stream().filter(n -> taken.add(lower(n))).findFirst().orElseThrow();
    KeyRing.Entry entry = key.entry();
    return new Moved(
        new KeyRing.Entry(free, entry.key(), entry.certificate()),
        key.from(),
        key.before(),
        key.recertified());
  }

  private static String lower(String alias) {
    return alias.toLowerCase(Locale.ROOT);
  }

  /** What the certificate of a key allows, in one word. */
  public static String use(X509Certificate certificate) {
    boolean signs = Usage.SIGNING.allowedBy(certificate);
    boolean opens = Usage.ENCRYPTION.allowedBy(certificate);
    return signs == opens ? "both" : signs ? Usage.SIGNING.word() : Usage.ENCRYPTION.word();
  }

  /** Every key of the new key store, those that were there first. */
  public List<Moved> keys() {
    return moved;
  }

  /**
   * The new key store: PKCS#12 in the modern form.
   *
   * @param password not wiped here
   * @throws PkiException when it cannot be made
   */
  public byte[] keyStore(char[] password) throws PkiException {
    for (Moved each : moved) {
      if (each.entry().key().getEncoded() == null) {
        throw new PkiException(
            "%s: the key '%s' cannot be taken out of its token"
                .formatted(each.from().place(), each.before()));
      }
    }
    return NewKeyStore.encode(moved.stream().map(Moved::entry).toList(), certificates, password);
  }
}
