import Loop
import ReportingReadModel
import ReportingRules

let readModel = ReadModelHooks(
  apply: ReadModel.apply, find: ReadModel.find, answer: ReadModel.answer, disclosures: Reporting.disclosures)
Program.main(Service(rules: Reporting.rules, readModel: readModel), prepare: ReadModel.prepare)
