import { defineWords } from '../../words/define-words.ts';

/** Words of the API for kinds of actions, steps and causes of failure, in words for people. */
export const actionWords = defineWords({
  en: {
    ThermalPreconditioning: 'Preconditioning',
    ElectricBatteryChargingRequest: 'Charging',
    Doors: 'Doors',
    Horn: 'Horn',
    Lights: 'Lights',
    WakeUp: 'Wake-up',
    Navigation: 'Navigation',
    Immobilization: 'Immobilization',
    Stolen: 'Theft',
  },
  fr: {
    ThermalPreconditioning: 'Préconditionnement',
    ElectricBatteryChargingRequest: 'Recharge',
    Doors: 'Portes',
    Horn: 'Klaxon',
    Lights: 'Feux',
    WakeUp: 'Réveil',
    Navigation: 'Navigation',
    Immobilization: 'Immobilisation',
    Stolen: 'Vol',
  },
});

export const statusWords = defineWords({
  en: {
    Accepted: 'Accepted',
    CheckingVehicle: 'Checking the vehicle',
    WakingUpVehicle: 'Waking it up',
    SentToVehicle: 'Sent to the vehicle',
    VehicleBatteryChargeTooLow: 'Battery too low',
    TooManyWakeUpsOverMonth: 'Too many wake-ups this month',
    Success: 'Success',
    AlreadyDone: 'It was so already',
    Failed: 'Failed',
  },
  fr: {
    Accepted: 'Accepté',
    CheckingVehicle: 'Vérification du véhicule',
    WakingUpVehicle: 'Réveil en cours',
    SentToVehicle: 'Envoyé au véhicule',
    VehicleBatteryChargeTooLow: 'Batterie trop faible',
    TooManyWakeUpsOverMonth: 'Trop de réveils ce mois-ci',
    Success: 'Réussi',
    AlreadyDone: 'C’était déjà le cas',
    Failed: 'Échec',
  },
});

/** Every cause of the contract. */
export const causeWords = defineWords({
  en: {
    GeneralError: 'Something went wrong on the way.',
    VehicleError: 'The vehicle could not do it.',
    WrongCommand: 'The vehicle cannot do this, or has no words for it.',
    VehicleConnectionTimeout: 'The vehicle did not answer in time.',
    MissingRights: 'No service that commands this vehicle is active for you.',
    NotPossibleDueToVehicleBatteryLevel: 'Its battery is too low for this.',
    NotPossibleDueToVehiclePrivacyLevel: 'Its driver hides everything at the moment.',
    TooManyWakeUpsOverMonth: 'The wake-ups of this month are used up.',
    TooManyRequestInShortTime: 'Too much was asked of it within a minute: wait a little.',
    TooManyRequestSent: 'Too much was asked of it today.',
    SameActionInProgress: 'The same kind of action is still under way.',
    NotPossibleDueToVehicleStolenState: 'It counts as stolen.',
    VehicleInUse: 'Somebody is using it: it has to stand, with the ignition off.',
    DoorsOpen: 'A door is open.',
    CidInside: 'A key is inside.',
    VehicleErrorOrCidInside: 'The vehicle could not do it, or a key is inside.',
    ExternalChargingSystemError: 'It is not plugged in, or the charging station does not charge.',
    VehicleChargingSystemError: 'Its own charging system has a fault.',
    VehicleIsNotLocked: 'It is not locked.',
    CanceledByDriver: 'Its driver declined.',
  },
  fr: {
    GeneralError: 'Quelque chose a échoué en chemin.',
    VehicleError: 'Le véhicule n’a pas pu le faire.',
    WrongCommand: 'Le véhicule ne sait pas le faire, ou n’a pas de mot pour cela.',
    VehicleConnectionTimeout: 'Le véhicule n’a pas répondu à temps.',
    MissingRights: 'Aucun service qui commande ce véhicule n’est actif pour vous.',
    NotPossibleDueToVehicleBatteryLevel: 'Sa batterie est trop faible pour cela.',
    NotPossibleDueToVehiclePrivacyLevel: 'Son conducteur masque tout en ce moment.',
    TooManyWakeUpsOverMonth: 'Les réveils de ce mois sont épuisés.',
    TooManyRequestInShortTime: 'Trop de demandes en une minute : attendez un peu.',
    TooManyRequestSent: 'Trop de demandes aujourd’hui.',
    SameActionInProgress: 'Une action du même genre est encore en cours.',
    NotPossibleDueToVehicleStolenState: 'Il est déclaré volé.',
    VehicleInUse: 'Quelqu’un l’utilise : il doit être à l’arrêt, contact coupé.',
    DoorsOpen: 'Une porte est ouverte.',
    CidInside: 'Une clé est à l’intérieur.',
    VehicleErrorOrCidInside: 'Le véhicule n’a pas pu le faire, ou une clé est à l’intérieur.',
    ExternalChargingSystemError: 'Il n’est pas branché, ou la borne ne charge pas.',
    VehicleChargingSystemError: 'Son propre système de recharge est en défaut.',
    VehicleIsNotLocked: 'Il n’est pas verrouillé.',
    CanceledByDriver: 'Son conducteur a refusé.',
  },
});

/** What a forced lock says of a key that was inside. */
export const feedbackWords = defineWords({
  en: { NoCIDBlacklisted: 'No key was inside.', CIDBlacklisted: 'A key inside was blocked.' },
  fr: {
    NoCIDBlacklisted: 'Aucune clé à l’intérieur.',
    CIDBlacklisted: 'Une clé à l’intérieur a été bloquée.',
  },
});
