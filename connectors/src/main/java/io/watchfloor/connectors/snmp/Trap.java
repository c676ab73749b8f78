package io.watchfloor.connectors.snmp;

import io.watchfloor.connectors.http.SafeText;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.snmp4j.PDU;
import org.snmp4j.PDUv1;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.IpAddress;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.Variable;

/// One trap or inform, whatever its version: `oid` is the notification's name, those of v1 turned
/// into v2's after RFC 3584, section 3.1. `agent` is the address of whom it is about; `upTime` is
/// how long the agent runs, empty where it does not say.
record Trap(String oid, String agent, String sender, String upTime, List<Bind> binds) {
  private static final String STANDARD = "1.3.6.1.6.3.1.1.5.";
  private static final OID TRAP_ADDRESS = new OID("1.3.6.1.6.3.18.1.3.0");
  private static final int MOST_BINDS = 64;
  private static final int LONGEST_VALUE = 1_000;

  /// One value that came with it.
  record Bind(String oid, String value) {}

  static Trap of(PDU pdu, String sender) {
    if (pdu instanceof PDUv1 old) return ofOld(old, sender);
    var oid = "";
    var upTime = "";
    var agent = sender;
    var binds = new ArrayList<Bind>();
    for (var each : pdu.getVariableBindings()) {
      if (each.getOid().equals(SnmpConstants.snmpTrapOID)) oid = each.getVariable().toString();
      else if (each.getOid().equals(SnmpConstants.sysUpTime)) upTime = upTime(each.getVariable());
      else if (each.getOid().equals(TRAP_ADDRESS) && each.getVariable() instanceof IpAddress of)
        agent = of.toString();
      else add(binds, each.getOid(), each.getVariable());
    }
    return new Trap(oid, agent, sender, upTime, binds);
  }

  private static Trap ofOld(PDUv1 old, String sender) {
    var enterprise = old.getEnterprise().toDottedString();
    var oid =
        old.getGenericTrap() == PDUv1.ENTERPRISE_SPECIFIC
            ? enterprise + ".0." + old.getSpecificTrap()
            : STANDARD + (old.getGenericTrap() + 1);
    var binds = new ArrayList<Bind>();
    for (var each : old.getVariableBindings()) add(binds, each.getOid(), each.getVariable());
    var named = old.getAgentAddress().toString();
    return new Trap(
        oid,
        named.equals("0.0.0.0") ? sender : named,
        sender,
        upTime(new TimeTicks(old.getTimestamp())),
        binds);
  }

  private static String upTime(Variable variable) {
    return variable instanceof TimeTicks ticks ? ticks.toMilliseconds() / 1000 + " s" : "";
  }

  private static void add(List<Bind> binds, OID oid, Variable variable) {
    if (binds.size() < MOST_BINDS)
      binds.add(new Bind(oid.toDottedString(), SafeText.cut(text(variable), LONGEST_VALUE)));
  }

  /// Readable where it is text, else as numbers.
  private static String text(Variable variable) {
    if (!(variable instanceof OctetString octets)) return variable.toString();
    try {
      var text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(java.nio.ByteBuffer.wrap(octets.getValue()))
              .toString();
      boolean readable =
          text.chars().allMatch(c -> c >= 0x20 || c == '\n' || c == '\r' || c == '\t');
      return readable ? text : octets.toHexString();
    } catch (CharacterCodingException e) {
      return octets.toHexString();
    }
  }
}
