package io.watchfloor.app.ui.audit;

import io.watchfloor.app.ui.kit.Figures;
import io.watchfloor.app.ui.kit.PlainText;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.model.audit.AuditEntry;
import io.watchfloor.model.audit.AuditVerifier;
import java.util.List;
import java.util.Optional;

/// What the check of the chain found, in words.
final class AuditCheck {
  private AuditCheck() {}

  static String of(List<AuditEntry> entries) {
    return switch (AuditVerifier.verify(entries, Optional.empty())) {
      case AuditVerifier.Result.Intact intact ->
          Text.of(
              "audit.whole", Figures.whole(intact.entries()), PlainText.middle(intact.head(), 13));
      case AuditVerifier.Result.Broken broken ->
          Text.of("audit.broken", Figures.whole(broken.seq()), broken.why());
    };
  }
}
