import Loop
import ParticipationRules

Program.main(Service(rules: Participation.rules))
