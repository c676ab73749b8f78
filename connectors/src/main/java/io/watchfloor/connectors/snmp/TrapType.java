package io.watchfloor.connectors.snmp;

import io.watchfloor.connectors.Capabilities;
import io.watchfloor.connectors.Capabilities.Brings;
import io.watchfloor.connectors.Capabilities.Proof;
import io.watchfloor.connectors.Opening;
import io.watchfloor.connectors.SettingsForm;
import io.watchfloor.connectors.SettingsForm.Field;
import io.watchfloor.connectors.SettingsForm.Field.Kind;
import io.watchfloor.connectors.SourceSettings;
import io.watchfloor.connectors.SourceType;
import io.watchfloor.connectors.TestStep;
import io.watchfloor.connectors.listen.ListenForm;
import io.watchfloor.connectors.listen.ListenTest;
import io.watchfloor.connectors.listen.Senders;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.source.SourceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// SNMP traps, sent to us.
public final class TrapType implements SourceType {
  private static final int PORT = 1162;
  private static final String COMMUNITY = "community";
  private static final List<String> VERSIONS = List.of("v1 and v2c", "v3", "all");
  private static final List<String> SEVERITIES = List.of("warning", "info", "major", "critical");

  @Override
  public String name() {
    return "snmp";
  }

  @Override
  public String title() {
    return "SNMP traps";
  }

  @Override
  public String summary() {
    return "Listens for traps and informs of network gear, v1, v2c and v3; pairs such as linkDown"
        + " and linkUp become alerts that end.";
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(
        List.of(Brings.EVENTS, Brings.ALERTS), List.of(), Proof.live("Net-SNMP 5.9"));
  }

  @Override
  public SettingsForm form() {
    var fields = new ArrayList<>(ListenForm.fields(PORT));
    fields.add(
        Field.choice("versions", "Versions", "Only v3 is signed.", VERSIONS.getFirst(), VERSIONS));
    fields.add(
        Field.of(
                COMMUNITY,
                "Community",
                "Of v1 and v2c; empty: any. Kept apart from the configuration, though it goes over"
                    + " the network unprotected.",
                Kind.SECRET,
                "",
                false)
            .when("versions=v1 and v2c|all"));
    fields.add(
        Field.of(TrapUser.USER, "User", "Of v3.", Kind.TEXT, "", true).when("versions=v3|all"));
    fields.add(
        Field.choice(TrapUser.AUTH, "Signed with", "", TrapUser.AUTHS.getFirst(), TrapUser.AUTHS)
            .when("versions=v3|all"));
    fields.add(password(TrapUser.AUTH_PASSWORD, "Password for signing"));
    fields.add(
        Field.choice(
                TrapUser.PRIVACY,
                "Encrypted with",
                "",
                TrapUser.PRIVACIES.getFirst(),
                TrapUser.PRIVACIES)
            .when("versions=v3|all"));
    fields.add(password(TrapUser.PRIVACY_PASSWORD, "Password for encrypting"));
    fields.add(
        Field.of(
            "pairs",
            "Pairs",
            "What begins a trouble and what ends it, one a line: RAISE CLEAR key=OID,OID"
                + " severity=major. Known already: linkDown/linkUp, BGP, RMON, UPS.",
            Kind.LIST,
            "",
            false));
    fields.add(
        Field.of(
            "names",
            "Names",
            "One a line: 1.3.6.1.4.1.9.0.1 fanFailed. MIB files are not read.",
            Kind.LIST,
            "",
            false));
    fields.add(
        Field.choice(
            "severity",
            "Unknown traps are",
            "How bad a trap is that belongs to no pair.",
            SEVERITIES.getFirst(),
            SEVERITIES));
    return new SettingsForm(fields);
  }

  private static Field password(String key, String label) {
    return Field.of(
            key,
            label,
            "At least 8 characters. Kept apart from the configuration.",
            Kind.SECRET,
            "",
            false)
        .when("versions=v3|all");
  }

  @Override
  public TrapSource open(SourceSettings settings, Opening opening) throws SourceException {
    var versions = settings.text("versions", VERSIONS.getFirst());
    if (!VERSIONS.contains(versions))
      throw new SourceException(
          "versions: \"" + versions + "\" is not one of " + String.join(", ", VERSIONS) + ".",
          false,
          null);
    boolean third = !versions.equals(VERSIONS.getFirst());
    return new TrapSource(
        settings.id(),
        ListenForm.address(settings, PORT),
        new Agency.Versions(
            !versions.equals("v3"),
            third ? Optional.of(TrapUser.of(settings, opening.secrets())) : Optional.empty()),
        opening.secrets().get(settings.secretKey(COMMUNITY)),
        Senders.of(settings),
        new TrapMapper(
            settings.id(),
            new Names(settings.list("names")),
            ClearPair.all(settings.list("pairs")),
            Severity.ofWord(settings.text("severity", SEVERITIES.getFirst())),
            opening.entities()),
        opening.clock());
  }

  @Override
  public void test(SourceSettings settings, Opening opening, Consumer<TestStep> progress)
      throws InterruptedException {
    ListenTest.run(() -> open(settings, opening), progress);
  }
}
