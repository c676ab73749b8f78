package io.watchfloor.model.remedy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.model.signal.EntityId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PlansTest {
  private static final EntityId SHOP = new EntityId("shop");
  private static final List<String> HOSTILE =
      List.of(
          "$(touch /tmp/owned)",
          "`id`",
          "a;b",
          "a|b",
          "a&b",
          "a b",
          "a\nb",
          "a\rb",
          "a\tb",
          "a\u0000b",
          "-rf",
          "--force",
          "",
          ".",
          "..",
          "../etc",
          "/etc/passwd",
          "a/b",
          "a\\b",
          "'a'",
          "\"a\"",
          "a=b",
          "*",
          "~",
          "${entity}",
          "${env:HOME}",
          "${jndi:ldap://x}",
          "{{x}}",
          "\u202eshop",
          "sh\u200bop",
          "shоp",
          "a\u0301",
          "<b>",
          "\u001b[31m",
          "\ud800",
          "é",
          "１２",
          "١",
          "=cmd()",
          "@x",
          "+1",
          "x".repeat(300),
          "x".repeat(1 << 20));

  /// Whatever a value is, either the plan is not made, or the argv that reaches the runner holds
  /// exactly that value in exactly its place, and the value is of the parameter's plain characters.
  @Test
  void hostileValuesNeverGetIn() throws InterruptedException {
    for (var type : Parameter.Type.values()) {
      for (var value : HOSTILE) {
        var recipe =
            Fixture.Recipe.named("x")
                .running(
                    List.of(new Parameter("p", type, "attribute.p", List.of(), 0, 99)),
                    "ctl",
                    "--name=${p}",
                    "${p}",
                    "end")
                .made();
        var filled = Plans.fill(recipe, SHOP, Map.of("attribute.p", value), false);
        assertInstanceOf(
            Plans.Filled.Inapplicable.class,
            filled,
            () ->
                type
                    + " took "
                    + value.codePoints().limit(40).mapToObj(Integer::toHexString).toList());
      }
    }
  }

  @Test
  void randomValuesArriveByteEqualOrNotAtAll() throws InterruptedException {
    var random = new Random(11);
    int ready = 0;
    for (int i = 0; i < 20_000; i++) {
      var type = Parameter.Type.values()[random.nextInt(Parameter.Type.values().length)];
      var value = random(random);
      var recipe =
          Fixture.Recipe.named("x")
              .running(
                  List.of(new Parameter("p", type, "label.p", List.of(), -50, 99)),
                  "ctl",
                  "a${p}b",
                  "${p}")
              .made();
      if (!(Plans.fill(recipe, SHOP, Map.of("label.p", value), false)
          instanceof Plans.Filled.Ready it)) continue;
      ready++;
      var runner = new RecordingRunner();
      runner.run(it.plan(), it.plan().action(), line -> {});
      assertEquals(List.of("ctl", "a" + value + "b", value), runner.argv);
      assertTrue(value.matches("[A-Za-z0-9._:+-]+"), value);
      assertTrue(type == Parameter.Type.INTEGER || !value.startsWith("-"), value);
    }
    assertTrue(ready > 500, "only " + ready + " were fit");
  }

  private static String random(Random random) {
    var letters =
        random.nextInt(3) == 0
            ? "ab1.-$`(;\n \u202e/"
            : random.nextBoolean() ? "abz019._-" : "0123456789.:af";
    var text = new StringBuilder();
    for (int n = random.nextInt(1, 9); n > 0; n--)
      text.append(letters.charAt(random.nextInt(letters.length())));
    return text.toString();
  }

  private static final class RecordingRunner implements Runner {
    final List<String> argv = new ArrayList<>();

    @Override
    public boolean canRun(Action action) {
      return true;
    }

    @Override
    public RunReport run(Plan plan, Action action, Consumer<Run.OutputLine> output) {
      argv.addAll(((Action.Command) action).argv());
      return Fixture.report(RunReport.Ending.WELL);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "IP, 192.168.1.20, true",
    "IP, 255.255.255.255, true",
    "IP, 256.1.1.1, false",
    "IP, 1.2.3, false",
    "IP, 1.2.3.4.5, false",
    "IP, 01.2.3.4, false",
    "IP, 1.2.3.4., false",
    "IP, ::1, true",
    "IP, ::, true",
    "IP, 2001:db8::8a2e:370:7334, true",
    "IP, 1:2:3:4:5:6:7:8, true",
    "IP, 1:2:3:4:5:6:7, false",
    "IP, 1::2::3, false",
    "IP, :::, false",
    "IP, fe80::1%eth0, false",
    "IP, 12345::, false",
    "NAME, shop-1_a.b, true",
    "NAME, .hidden, false",
    "HOST, db.example.com:5432, true",
    "HOST, a..b, false",
    "HOST, -x, false",
    "VERSION, 1.8.2-rc1+5, true",
    "VERSION, v2, true",
    "VERSION, -1, false",
    "INTEGER, 20, true",
    "INTEGER, 100, false",
    "INTEGER, -1, false",
    "INTEGER, 1e9, false"
  })
  void types(Parameter.Type type, String value, boolean fits) {
    assertEquals(
        fits, Plans.problem(new Parameter("p", type, "entity", List.of(), 0, 99), value).isEmpty());
  }

  @Test
  void valueOutsideTheChoicesMakesItInapplicable() {
    var recipe =
        Fixture.Recipe.named("x")
            .running(
                List.of(new Parameter("p", Parameter.Type.NAME, "entity", List.of("mail"), 0, 0)),
                "ctl",
                "${p}")
            .made();
    var filled =
        assertInstanceOf(
            Plans.Filled.Inapplicable.class,
            Plans.fill(recipe, SHOP, Map.of("entity", "shop"), false));
    assertEquals("p is not one of mail", filled.why());
  }

  @Test
  void valueThatLooksLikeAHoleIsNotFilledAgain() {
    var a = new Parameter("a", Parameter.Type.NAME, "'b'", List.of(), 0, 0);
    var b = new Parameter("b", Parameter.Type.NAME, "'c'", List.of(), 0, 0);
    var plan =
        plan(
            Fixture.Recipe.named("x").running(List.of(a, b), "ctl", "${a}${b}$${a}").made(), false);
    assertEquals(List.of("ctl", "bc$b"), ((Action.Command) plan.action()).argv());
  }

  @Test
  void hashChangesWithEverythingThatIsShown() {
    var base = Fixture.Recipe.named("x");
    var hash = plan(base.made(), false).hash();
    assertEquals(hash, plan(base.made(), false).hash());
    assertNotEquals(hash, plan(base.made(), true).hash(), "sandbox");
    assertNotEquals(hash, plan(base.withUndo().made(), false).hash(), "undo");
    assertNotEquals(hash, plan(base.withProbe().made(), false).hash(), "probe");
    assertNotEquals(
        hash,
        plan(base.running(base.parameters(), "ctl", "x ${target}").made(), false).hash(),
        "elements do not run into each other");
  }

  private static Plan plan(Remediation recipe, boolean sandbox) {
    return assertInstanceOf(
            Plans.Filled.Ready.class, Plans.fill(recipe, SHOP, Map.of("entity", "shop"), sandbox))
        .plan();
  }
}
