package ca.portage.pki;

import ca.portage.config.KeyPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.login.LoginException;

/** A token behind a PKCS#11 library, by way of the JDK's SunPKCS11; its keys never leave it. */
final class Token {
  private static final String SERVICE = "SunPKCS11";

  private Token() {}

  static OpenedKeys open(KeyPlace.Token place, char[] pin) throws PkiException {
    try {
      KeyStore store = KeyStore.getInstance("PKCS11", provider(place));
      store.load(null, pin);
      return read(place, store);
    } catch (IOException e) {
      throw refused(place, e);
    } catch (GeneralSecurityException | ProviderException e) {
      throw new PkiException(
          "%s cannot be used: %s; is it plugged in?".formatted(place, innermost(e)), e);
    }
  }

  /**
   * The provider of this slot. It is registered with the process, behind all others: a key that
   * cannot be taken out is of use to its own provider only, and so the JCA finds that.
   */
  private static synchronized Provider provider(KeyPlace.Token place) throws PkiException {
    if (!Files.isRegularFile(place.module())) {
      throw new PkiException(place.module() + " does not exist; it should be the PKCS#11 library");
    }
    String name = "portage-" + Integer.toHexString(place.hashCode());
    Provider known = Security.getProvider(SERVICE + "-" + name);
    if (known != null) {
      return known;
    }
    Provider service = Security.getProvider(SERVICE);
    if (service == null) {
      throw new PkiException("this Java has no PKCS#11; use a JDK with the module cryptoki");
    }
    try {
      Provider made =
          service.configure(
              "--name=%s%nlibrary=%s%n%s%n"
                  .formatted(
                      name,
                      quoted(place.module().toString()),
                      place.slot().map(number -> "slot=" + number).orElse("slotListIndex=0")));
      Security.addProvider(made);
      return made;
    } catch (RuntimeException e) {
      throw new PkiException(
          "%s was not opened by %s: %s".formatted(place, place.module(), innermost(e)), e);
    }
  }

  private static String quoted(String path) {
    return '"' + path.replace("\\", "\\\\") + '"';
  }

  private static PkiException refused(KeyPlace.Token place, IOException e) {
    String why = innermost(e);
    if (why.contains("CKR_PIN_LOCKED")) {
      return new PkiException(
          place + " is locked after too many wrong PINs; whoever administers it unlocks it", e);
    }
    boolean pin = why.contains("CKR_PIN") || e.getCause() instanceof LoginException;
    return pin
        ? new WrongPasswordException(place.toString(), e)
        : new PkiException("%s cannot be used: %s".formatted(place, why), e);
  }

  private static String innermost(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }

  private record Held(String alias, KeyPlace place, PrivateKey key, Certificate certificate)
      implements OpenedKeys.Held {
    @Override
    public KeyRing.Entry entry() throws PkiException {
      if (!key.getAlgorithm().equals("RSA")) {
        throw new PkiException("%s: the key of alias '%s' is not RSA".formatted(place, alias));
      }
      return new KeyRing.Entry(alias, key, (X509Certificate) certificate);
    }
  }

  private static OpenedKeys read(KeyPlace.Token place, KeyStore store)
      throws GeneralSecurityException {
    List<Held> keys = new ArrayList<>();
    Set<X509Certificate> certificates = new LinkedHashSet<>();
    for (String alias : Collections.list(store.aliases())) {
      Certificate[] chain = store.getCertificateChain(alias);
      Certificate single = store.getCertificate(alias);
      for (Certificate each : chain == null ? new Certificate[] {single} : chain) {
        if (each instanceof X509Certificate certificate) {
          certificates.add(certificate);
        }
      }
      if (store.isKeyEntry(alias) && store.getKey(alias, null) instanceof PrivateKey key) {
        keys.add(new Held(alias, place, key, single));
      }
    }
    return new OpenedKeys(place, Optional.empty(), keys, List.copyOf(certificates));
  }
}
