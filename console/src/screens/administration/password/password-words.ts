import { defineWords } from '../../../words/define-words.ts';

export const passwordWords = defineWords({
  en: {
    title: 'My password',
    intro: 'A new one ends all your sessions, here and elsewhere; here you are signed in again at once.',
    old: 'Password until now',
    next: 'New password',
    again: 'New password, once more',
    differ: 'The two new passwords are not the same.',
    change: 'Change it',
    changed: 'Your password is changed.',
    signInAgain: 'Your password is changed. Sign out, and in again with the new one.',
    none: 'You have no password here',
    noneWhy: 'You came in with a token. Whoever signs in with name and password can change theirs here.',
  },
  fr: {
    title: 'Mon mot de passe',
    intro: 'Un nouveau met fin à toutes vos sessions, ici et ailleurs ; ici vous êtes reconnecté aussitôt.',
    old: 'Mot de passe actuel',
    next: 'Nouveau mot de passe',
    again: 'Nouveau mot de passe, encore une fois',
    differ: 'Les deux nouveaux mots de passe ne sont pas les mêmes.',
    change: 'Le changer',
    changed: 'Votre mot de passe est changé.',
    signInAgain: 'Votre mot de passe est changé. Déconnectez-vous, puis entrez avec le nouveau.',
    none: 'Vous n’avez pas de mot de passe ici',
    noneWhy: 'Vous êtes entré avec un jeton. Qui entre avec nom et mot de passe peut changer le sien ici.',
  },
});
