package io.watchfloor.model.log;

/// What the miner knows beforehand about how people write, in groups that can be left out to see
/// what each is worth. What remains without any of them: digits, marks, paths, addresses.
public enum Knowledge {
  /// A word after `user`, `login`, `account` is somebody's name.
  NAMES,
  /// Words that are units: a number and its unit are one value.
  UNITS,
  /// Verbs of HTTP, and that the status after a request says what happened.
  WEB,
  /// Ends of hosts' names.
  HOSTS,
  /// Months and days of the week.
  DATES,
  /// `true`, `false` and `null` are values.
  FLAGS,
  /// A number after a word and a dash, point or slash is a value of its own: `node-12`.
  NUMBERED,
  /// Ways of writing that few programs have: `for NAME from 10.1.2.3`, `1301 bytes (1.27 KB)`, `<1
  /// sec`, `()` for nothing.
  PHRASES,
  /// What lines teach: words that take many values are values, few and often are none.
  EVIDENCE
}
