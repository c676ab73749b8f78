package io.watchfloor.app.cli;

import io.watchfloor.app.settings.Home;
import io.watchfloor.app.store.AuditFile;
import io.watchfloor.model.audit.AuditVerifier;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Looks at the audit of a home.
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    description = "Looks at the audit.",
    subcommands = Audit.Verify.class)
final class Audit {
  private Audit() {}

  /// Exit 0 when it is intact, 1 when it is broken.
  @Command(
      name = "verify",
      mixinStandardHelpOptions = true,
      description =
          "Checks the whole audit and names the first entry that is not as it was written.")
  static final class Verify implements Callable<Integer> {
    @Mixin private final Watchfloor.Place place = new Watchfloor.Place();

    @Override
    public Integer call() {
      var home = Home.of(place.home());
      var contents = AuditFile.read(home.root());
      var anchor =
          contents.anchors().stream()
              .reduce((a, b) -> a.seq() >= b.seq() ? a : b)
              .map(head -> new AuditVerifier.Anchor(head.seq(), head.hash()));
      contents.problems().forEach(System.err::println);
      return switch (AuditVerifier.verify(contents.entries(), anchor)) {
        case AuditVerifier.Result.Intact intact -> {
          System.out.println(
              "The audit is intact: "
                  + intact.entries()
                  + " entries, head "
                  + intact.head()
                  + (anchor.isPresent() ? ", which the anchor confirms." : "."));
          yield contents.problems().isEmpty() ? 0 : 1;
        }
        case AuditVerifier.Result.Broken broken -> {
          System.out.println(
              "The audit is broken at entry " + broken.seq() + ": " + broken.why() + ".");
          yield 1;
        }
      };
    }
  }
}
