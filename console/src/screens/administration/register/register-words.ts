import { defineWords } from '../../../words/define-words.ts';

export const registerWords = defineWords({
  en: {
    title: 'Register an application',
    intro: 'Three steps, from a name to the first data of a vehicle.',
    one: '1. The application',
    register: 'Register',
    registered: (name: string) => `${name} is registered.`,
    kept: 'The secret is shown this once. Keep it now.',
    two: '2. A token for trying',
    twoWait: 'Comes after the application is registered.',
    twoText: 'To the data of one user. Users grant others themselves, by signing in (OAuth).',
    give: 'Make the token',
    three: '3. The first vehicle data',
    threeWait: 'Comes with the token.',
    threeText:
      'Copy a command into a terminal: the first lists the vehicles of the user, the second tells the newest of one of them.',
    noVehicle: 'This user has no vehicle yet: link one, then take the next step.',
    tryIt: 'Try it here',
    answer: 'The answer',
    open: 'To the application',
  },
  fr: {
    title: 'Enregistrer une application',
    intro: 'Trois étapes, d’un nom aux premières données d’un véhicule.',
    one: '1. L’application',
    register: 'Enregistrer',
    registered: (name: string) => `${name} est enregistrée.`,
    kept: 'Le secret n’est montré qu’une fois. Conservez-le maintenant.',
    two: '2. Un jeton pour essayer',
    twoWait: 'Vient après l’enregistrement de l’application.',
    twoText:
      'Pour les données d’un utilisateur. Les autres, les utilisateurs les accordent eux-mêmes, en se connectant (OAuth).',
    give: 'Faire le jeton',
    three: '3. Les premières données de véhicule',
    threeWait: 'Vient avec le jeton.',
    threeText:
      'Copiez une commande dans un terminal : la première liste les véhicules de l’utilisateur, la deuxième donne le plus récent de l’un d’eux.',
    noVehicle: 'Cet utilisateur n’a pas encore de véhicule : associez-en un, puis continuez.',
    tryIt: 'Essayer ici',
    answer: 'La réponse',
    open: 'Vers l’application',
  },
});
