package ca.portage.pki.ldap;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.Arrays;

/** A directory server of a test, with the branch {@code o=GC,c=CA}. */
public abstract class TestDirectory implements AutoCloseable {
  public static final String SUFFIX = "o=GC,c=CA";
  static final String ADMIN = "cn=admin," + SUFFIX;
  static final String PASSWORD = "test";

  private LDAPConnection connection;

  /** Where it listens. */
  public abstract int port();

  public URI url() {
    return URI.create("ldap://127.0.0.1:" + port());
  }

  /** Puts up the branch. */
  TestDirectory begin() throws LDAPException {
    connection = new LDAPConnection("127.0.0.1", port(), ADMIN, PASSWORD);
    organisation(SUFFIX, "GC");
    return this;
  }

  /** The top of another branch. */
  public void organisation(String dn, String name) throws LDAPException {
    Entry entry = new Entry(dn);
    entry.addAttribute("objectClass", "top", "organization");
    entry.addAttribute("o", name);
    connection.add(entry);
  }

  /** An entry of an organisational unit, which an authority may be. */
  public void unit(String dn, X509Certificate... authority) throws Exception {
    Entry entry = new Entry(dn);
    entry.addAttribute("objectClass", "top", "organizationalUnit");
    if (authority.length > 0) {
      entry.addAttribute("objectClass", "pkiCA");
      entry.addAttribute("cACertificate;binary", encoded(authority));
    }
    connection.add(entry);
  }

  /** An entry of a device with its encryption certificates. */
  public void device(String dn, String name, String serialNumber, X509Certificate... certificates)
      throws Exception {
    Entry entry = new Entry(dn);
    entry.addAttribute("objectClass", "top", "device");
    entry.addAttribute("cn", name);
    entry.addAttribute("serialNumber", serialNumber);
    if (certificates.length > 0) {
      entry.addAttribute("objectClass", "pkiUser");
      entry.addAttribute("userCertificate;binary", encoded(certificates));
    }
    connection.add(entry);
  }

  /** An entry at which a part of a revocation list is published. */
  public void point(String dn, X509CRL list) throws Exception {
    Entry entry = new Entry(dn);
    entry.addAttribute("objectClass", "top", "cRLDistributionPoint");
    entry.addAttribute("certificateRevocationList;binary", list.getEncoded());
    connection.add(entry);
  }

  /** A list in the entry of an authority. */
  public void list(String dn, String attribute, X509CRL list) throws Exception {
    connection.modify(
        dn, new Modification(ModificationType.REPLACE, attribute + ";binary", list.getEncoded()));
  }

  /** An entry that refers to another server. */
  public void referral(String dn, String name, String to) throws Exception {
    Entry entry = new Entry(dn);
    entry.addAttribute("objectClass", "top", "referral", "extensibleObject");
    entry.addAttribute("cn", name);
    entry.addAttribute("ref", to);
    connection.add(entry);
  }

  public void delete(String dn) throws Exception {
    connection.delete(dn);
  }

  private static byte[][] encoded(X509Certificate... certificates) {
    return Arrays.stream(certificates)
        .map(
            each -> {
              try {
                return each.getEncoded();
              } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
              }
            })
        .toArray(byte[][]::new);
  }

  @Override
  public void close() {
    if (connection != null) {
      connection.close();
    }
  }
}
