// MARK: - Tables and questions of reporting

extension Row {
  /// What tables and questions show, of all rows in which reporting has a part.
  static let reportingTables: [Row] =
    reportingPopulation + reportingFlow + reportingPlacements + reportingReviews + reportingVoice
    + reportingChallenges + reportingWork
}
