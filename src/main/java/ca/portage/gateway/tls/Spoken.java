package ca.portage.gateway.tls;

import ca.portage.config.Tls;
import ca.portage.pki.PkiException;
import java.lang.reflect.InvocationTargetException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/** What this Java can speak of what the files ask for. */
final class Spoken {
  private Spoken() {}

  /** Refuses words that this Java does not know, which would otherwise offer less than written. */
  static void require(String endpoint, Tls tls) throws PkiException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[0], null);
      SSLParameters all = context.getSupportedSSLParameters();
      List<String> unknown = new ArrayList<>(tls.protocols());
      unknown.addAll(tls.suites());
      unknown.removeAll(Arrays.asList(all.getProtocols()));
      unknown.removeAll(Arrays.asList(all.getCipherSuites()));
      if (!unknown.isEmpty()) {
        throw new PkiException(
            "this Java does not know "
                + String.join(", ", unknown)
                + ", which tls asks for at "
                + endpoint
                + "; correct the word, or use a newer Java");
      }
      groups(endpoint, tls.groups(), all);
    } catch (GeneralSecurityException e) {
      throw new PkiException("this Java cannot speak TLS", e);
    }
  }

  private static void groups(String endpoint, List<String> groups, SSLParameters scratch)
      throws PkiException {
    if (!groups.isEmpty() && !setGroups(scratch, groups)) {
      throw new PkiException(
          "tls.groups at "
              + endpoint
              + " needs Java 20 or newer. With this one, take it out and start with"
              + " PORTAGE_JAVA_OPTS=-Djdk.tls.namedGroups="
              + String.join(",", groups));
    }
  }

  /** Sets the key exchange groups; false where this Java has no such call (it came with 20). */
  static boolean setGroups(SSLParameters parameters, List<String> groups) {
    try {
      SSLParameters.class
          .getMethod("setNamedGroups", String[].class)
          .invoke(parameters, (Object) groups.toArray(String[]::new));
      return true;
    } catch (NoSuchMethodException e) {
      // The caller tells what to do instead.
      return false;
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalArgumentException("key exchange groups " + groups + " are not usable", e);
    }
  }
}
