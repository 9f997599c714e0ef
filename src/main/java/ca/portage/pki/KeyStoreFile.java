package ca.portage.pki;

import ca.portage.config.KeyPlace;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;

/**
 * A PKCS#12 file: keys paired with their certificates by the numbers they share, whatever the two
 * were named.
 */
final class KeyStoreFile {
  private final KeyPlace.File place;
  private final Pkcs12 content;

  private KeyStoreFile(KeyPlace.File place, Pkcs12 content) {
    this.place = place;
    this.content = content;
  }

  static OpenedKeys open(KeyPlace.File place, char[] password) throws PkiException {
    return parse(place, PrivateFile.read(place.path()), password);
  }

  /** The keys in the bytes of a file; whatever they are, or nothing but a refusal. */
  static OpenedKeys parse(KeyPlace.File place, byte[] bytes, char[] password) throws PkiException {
    try {
      KeyStoreFile file = new KeyStoreFile(place, Pkcs12.read(bytes, password));
      return new OpenedKeys(
          place,
          Optional.of(digest(bytes)),
          file.keys(),
          file.content.certificates.stream().map(Pkcs12.Named::value).toList());
    } catch (UnrecoverableKeyException e) {
      throw new WrongPasswordException(place.toString(), e);
    } catch (IOException | GeneralSecurityException | RuntimeException | StackOverflowError e) {
      throw new PkiException(place + " is damaged or no PKCS#12 key store", e);
    }
  }

  static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  /** A key by its name, else by its place in the file, counted from 1. */
  private record Held(KeyStoreFile file, String alias, PrivateKeyInfo info)
      implements OpenedKeys.Held {
    @Override
    public KeyRing.Entry entry() throws PkiException {
      return file.entry(alias, info);
    }
  }

  private List<Held> keys() {
    List<Held> held = new ArrayList<>();
    for (int i = 0; i < content.keys.size(); i++) {
      Pkcs12.Named<PrivateKeyInfo> key = content.keys.get(i);
      held.add(new Held(this, key.name().orElse(String.valueOf(i + 1)), key.value()));
    }
    return held;
  }

  private KeyRing.Entry entry(String alias, PrivateKeyInfo info) throws PkiException {
    if (!isRsa(info)) {
      throw new PkiException("%s: the key of alias '%s' is not RSA".formatted(place, alias));
    }
    try {
      PrivateKey key =
          KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded()));
      return certificate(key)
          .map(certificate -> new KeyRing.Entry(alias, key, certificate))
          .orElseThrow(
              () ->
                  new PkiException(
                      "%s holds no certificate that belongs to the key of alias '%s'; export both"
                          .formatted(place, alias)));
    } catch (GeneralSecurityException | IOException e) {
      throw new PkiException("%s: the key of alias '%s' is damaged".formatted(place, alias), e);
    }
  }

  private static boolean isRsa(PrivateKeyInfo info) {
    return info.getPrivateKeyAlgorithm().getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption);
  }

  /** Of several certificates over one key the newest counts: the others were renewed. */
  private Optional<X509Certificate> certificate(PrivateKey key) {
    return content.certificates.stream()
        .map(Pkcs12.Named::value)
        .filter(certificate -> belong(key, certificate))
        .max(Comparator.comparing(X509Certificate::getNotBefore));
  }

  private static boolean belong(PrivateKey key, X509Certificate certificate) {
    return key instanceof RSAKey ours
        && certificate.getPublicKey() instanceof RSAKey theirs
        && ours.getModulus().equals(theirs.getModulus());
  }
}
