import Loop
import DisputesRules

Program.main(Service(rules: Disputes.rules))
