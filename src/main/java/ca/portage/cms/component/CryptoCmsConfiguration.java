package ca.portage.cms.component;

import ca.portage.cms.CmsKeys;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** The options of an endpoint, each a plain word or path, so that a YAML route needs no bean. */
@UriParams
public class CryptoCmsConfiguration implements Cloneable {
  @UriParam(
      description =
          "Keys and rules as a bean; without it, the bean NAME.keys or the key files named here.")
  private CmsKeys keys;

  @UriParam(description = "The PKCS#12 key store with the signing and the decryption keys.")
  @Metadata(supportFileReference = true)
  private String keystore;

  @UriParam(
      description =
          "Where the key store's password comes from: file:PATH (mode 0600) or credential:NAME"
              + " (systemd). Never the password itself.")
  private String passwordSource;

  @UriParam(label = "sign", description = "The alias of the signing key.")
  private String signingAlias;

  @UriParam(
      label = "decrypt",
      description = "The aliases of the decryption keys, newest first, separated by commas.")
  private String decryptionAliases;

  @UriParam(
      label = "encrypt",
      description = "PEM files with the recipients' certificates, separated by commas.")
  private String recipients;

  @UriParam(
      label = "verify",
      description = "PEM files with the only certificates that may sign, separated by commas.")
  private String signers;

  @UriParam(
      label = "verify",
      description =
          "A folder of PEM certificates; a signer needs a path to a self-signed one of them.")
  private String trust;

  @UriParam(
      label = "sign",
      enums = "sha1,sha256,sha384,sha512",
      defaultValue = "sha256",
      description = "The digest of a signature.")
  private String digest = "sha256";

  @UriParam(
      label = "sign",
      enums = "pkcs1,pss",
      defaultValue = "pkcs1",
      description = "How an RSA key signs.")
  private String signatureScheme = "pkcs1";

  @UriParam(
      label = "encrypt",
      enums = "3des,cast5,aes-128-cbc,aes-192-cbc,aes-256-cbc,aes-128-gcm,aes-256-gcm",
      defaultValue = "aes-256-cbc",
      description = "How the content is encrypted.")
  private String contentCipher = "aes-256-cbc";

  @UriParam(
      label = "encrypt",
      enums = "pkcs1,oaep-sha1,oaep-sha256",
      defaultValue = "pkcs1",
      description = "How the content key travels to a recipient's RSA key.")
  private String keyTransport = "pkcs1";

  @UriParam(
      label = "sign",
      description =
          "Whether to sign the CMSAlgorithmProtection attribute; some old peers refuse it.")
  private boolean algorithmProtection;

  @UriParam(
      label = "sign",
      defaultValue = "true",
      description = "Whether the signer's certificates travel with the signature.")
  private boolean includeCertificates = true;

  @UriParam(
      label = "sign",
      description =
          "Whether the body becomes a message that holds the content too, instead of a detached"
              + " signature in the header CamelCryptoCmsSignedData.")
  private boolean includeContent;

  @UriParam(label = "sign", description = "Whether the detached signature is Base64 text.")
  private boolean toBase64;

  @UriParam(
      label = "advanced",
      description =
          "The folder for temporary files of exchanges without a scratch; default java.io.tmpdir.")
  private String workDirectory;

  CryptoCmsConfiguration copy() {
    try {
      return (CryptoCmsConfiguration) clone();
    } catch (CloneNotSupportedException e) {
      throw new RuntimeCamelException(e);
    }
  }

  public CmsKeys getKeys() {
    return keys;
  }

  public void setKeys(CmsKeys keys) {
    this.keys = keys;
  }

  public String getKeystore() {
    return keystore;
  }

  public void setKeystore(String keystore) {
    this.keystore = keystore;
  }

  public String getPasswordSource() {
    return passwordSource;
  }

  public void setPasswordSource(String passwordSource) {
    this.passwordSource = passwordSource;
  }

  public String getSigningAlias() {
    return signingAlias;
  }

  public void setSigningAlias(String signingAlias) {
    this.signingAlias = signingAlias;
  }

  public String getDecryptionAliases() {
    return decryptionAliases;
  }

  public void setDecryptionAliases(String decryptionAliases) {
    this.decryptionAliases = decryptionAliases;
  }

  public String getRecipients() {
    return recipients;
  }

  public void setRecipients(String recipients) {
    this.recipients = recipients;
  }

  public String getSigners() {
    return signers;
  }

  public void setSigners(String signers) {
    this.signers = signers;
  }

  public String getTrust() {
    return trust;
  }

  public void setTrust(String trust) {
    this.trust = trust;
  }

  public String getDigest() {
    return digest;
  }

  public void setDigest(String digest) {
    this.digest = digest;
  }

  public String getSignatureScheme() {
    return signatureScheme;
  }

  public void setSignatureScheme(String signatureScheme) {
    this.signatureScheme = signatureScheme;
  }

  public String getContentCipher() {
    return contentCipher;
  }

  public void setContentCipher(String contentCipher) {
    this.contentCipher = contentCipher;
  }

  public String getKeyTransport() {
    return keyTransport;
  }

  public void setKeyTransport(String keyTransport) {
    this.keyTransport = keyTransport;
  }

  public boolean isAlgorithmProtection() {
    return algorithmProtection;
  }

  public void setAlgorithmProtection(boolean algorithmProtection) {
    this.algorithmProtection = algorithmProtection;
  }

  public boolean isIncludeCertificates() {
    return includeCertificates;
  }

  public void setIncludeCertificates(boolean includeCertificates) {
    this.includeCertificates = includeCertificates;
  }

  public boolean isIncludeContent() {
    return includeContent;
  }

  public void setIncludeContent(boolean includeContent) {
    this.includeContent = includeContent;
  }

  public boolean isToBase64() {
    return toBase64;
  }

  public void setToBase64(boolean toBase64) {
    this.toBase64 = toBase64;
  }

  public String getWorkDirectory() {
    return workDirectory;
  }

  public void setWorkDirectory(String workDirectory) {
    this.workDirectory = workDirectory;
  }
}
