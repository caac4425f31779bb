import { defineWords } from '../words/define-words.ts';

/** What the frame around the screens says. */
export const shellWords = defineWords({
  en: {
    navigation: 'Screens',
    signOut: 'Sign out',
    as: 'Look around as',
    driver: 'Driver',
    fleetOwner: 'Fleet owner',
    administrator: 'Administrator',
    signedInAs: (name: string) => `Signed in as ${name}`,
    connecting: 'Connecting…',
    live: 'Live',
    broken: 'No live data',
    refused: 'Live data refused',
    demo: 'Demo',
    away: 'The server does not answer.',
    awayWhy: 'What is shown is from before. It goes on by itself when the server is back.',
  },
  fr: {
    navigation: 'Écrans',
    signOut: 'Se déconnecter',
    as: 'Visiter en tant que',
    driver: 'Conducteur',
    fleetOwner: 'Gestionnaire de flotte',
    administrator: 'Administrateur',
    signedInAs: (name: string) => `Connecté : ${name}`,
    connecting: 'Connexion…',
    live: 'En direct',
    broken: 'Pas de direct',
    refused: 'Direct refusé',
    demo: 'Démo',
    away: 'Le serveur ne répond pas.',
    awayWhy: 'Ce qui est affiché date d’avant. Cela reprend tout seul quand le serveur est de retour.',
  },
});
