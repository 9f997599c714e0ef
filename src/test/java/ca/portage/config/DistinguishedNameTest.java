package ca.portage.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of the directory (CIG O-01 to O-04). */
class DistinguishedNameTest {
  private static final String OPS =
      "cn=Ops CCRA-ADRC GW+serialNumber=100063,ou=EQUIP,ou=EXTERN,ou=CCRA-ADRC,o=GC,c=CA";
  private static final DistinguishedName NAME = DistinguishedName.parse(OPS);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "serialNumber=100063+cn=Ops CCRA-ADRC GW,ou=EQUIP,ou=EXTERN,ou=CCRA-ADRC,o=GC,c=CA",
        "CN=ops ccra-adrc  gw + SERIALNUMBER=100063, OU=equip, OU=extern, OU=ccra-adrc, O=gc, C=ca",
        "2.5.4.3=Ops CCRA-ADRC GW+2.5.4.5=100063,ou=EQUIP,ou=EXTERN,ou=CCRA-ADRC,o=GC,c=CA"
      })
  void theValuesOfOnePartAreASetAndCaseAndSpacingDoNotCount(String same) {
    assertThat(DistinguishedName.parse(same)).isEqualTo(NAME).hasSameHashCodeAs(NAME);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cn=Ops CCRA-ADRC GW+serialNumber=100063,ou=EQUIP,ou=EXTERN,ou=CCRA-DRC,o=GC,c=CA",
        "cn=Ops CCRA-ADRC GW,serialNumber=100063,ou=EQUIP,ou=EXTERN,ou=CCRA-ADRC,o=GC,c=CA",
        "cn=Ops CCRA-ADRC GW,ou=EQUIP,ou=EXTERN,ou=CCRA-ADRC,o=GC,c=CA",
        "cn=Ops CCRA-ADRC GW+serialNumber=100062,ou=EQUIP,ou=EXTERN,ou=CCRA-ADRC,o=GC,c=CA",
        "cn=Ops CCRA-ADRC GW+serialNumber=100063,ou=EXTERN,ou=EQUIP,ou=CCRA-ADRC,o=GC,c=CA",
        "c=CA,o=GC,ou=CCRA-ADRC,ou=EXTERN,ou=EQUIP,cn=Ops CCRA-ADRC GW+serialNumber=100063"
      })
  void anotherValueAnotherOrderOrAPartMoreIsAnotherName(String other) {
    assertThat(DistinguishedName.parse(other)).isNotEqualTo(NAME);
  }

  @Test
  void theKindOfStringInACertificateDoesNotCount() throws IOException {
    // BouncyCastle writes UTF8String where the JDK writes PrintableString.
    X500NameBuilder builder =
        new X500NameBuilder(BCStyle.INSTANCE)
            .addRDN(BCStyle.C, "CA")
            .addMultiValuedRDN(
                new org.bouncycastle.asn1.ASN1ObjectIdentifier[] {
                  BCStyle.UNIQUE_IDENTIFIER, BCStyle.CN
                },
                new String[] {"x", "Ops"});
    X500Principal principal = new X500Principal(builder.build().getEncoded());
    assertThat(DistinguishedName.of(principal)).isPresent();
    X500NameBuilder utf8 =
        new X500NameBuilder(BCStyle.INSTANCE)
            .addRDN(BCStyle.C, "CA")
            .addRDN(
                new org.bouncycastle.asn1.x500.AttributeTypeAndValue(
                    BCStyle.SERIALNUMBER, new org.bouncycastle.asn1.DERUTF8String("100063")));
    assertThat(DistinguishedName.of(new X500Principal(utf8.build().getEncoded())))
        .contains(DistinguishedName.parse("serialNumber=100063,c=CA"));
  }

  @Test
  void aNameTellsTheSerialNumberOfItsDeviceAndItsBranch() {
    assertThat(NAME.serialNumbers()).containsExactly("100063");
    assertThat(DistinguishedName.parse("cn=a,serialNumber=1,c=CA").serialNumbers()).isEmpty();
    assertThat(NAME.branch(2)).isEqualTo(DistinguishedName.parse("o=GC,c=CA"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gateway", "cn=", "=x", "cn=a,,c=CA", "nosuchtype=a"})
  void whatIsNoNameIsRefused(String text) {
    if (text.equals("cn=")) {
      assertThat(DistinguishedName.parse(text)).isNotEqualTo(NAME);
      return;
    }
    assertThatThrownBy(() -> DistinguishedName.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("distinguished name");
  }
}
